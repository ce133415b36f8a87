using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>Writes readings of tokens into a lattice.</summary>
internal sealed class ReadingWriter(WordLatticeBuilder builder)
{
    /// <summary>Tag of the words that follow.</summary>
    public int Tag
    {
        get => builder.Tag;
        set => builder.Tag = value;
    }

    /// <summary>Writes one word as it stands.</summary>
    public ReadingWriter Word(string word)
    {
        builder.Add(word);
        return this;
    }

    /// <summary>Writes words one after another; the placeholders of <see cref="EnglishNumbers"/> become alternatives.</summary>
    public ReadingWriter Words(params IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            switch (word)
            {
                case EnglishNumbers.OptionalAnd:
                    builder.Open().Add("and").Or().Close();
                    break;
                case EnglishNumbers.OneOrA:
                    builder.Open().Add("one").Or().Add("a").Close();
                    break;
                case EnglishNumbers.ZeroOrOh:
                    builder.Open().Add("zero").Or().Add("oh").Close();
                    break;
                default:
                    builder.Add(word);
                    break;
            }
        }

        return this;
    }

    /// <summary>Writes alternatives; each action writes one of them.</summary>
    public ReadingWriter AnyOf(params IReadOnlyList<Action> readings)
    {
        if (readings.Count == 1)
        {
            readings[0]();
            return this;
        }

        builder.Open();
        for (int i = 0; i < readings.Count; i++)
        {
            if (i > 0)
            {
                builder.Or();
            }

            readings[i]();
        }

        builder.Close();
        return this;
    }

    /// <summary>Writes alternatives of blank-separated words; an empty one says nothing.</summary>
    public ReadingWriter AnyOf(params IEnumerable<string> readings) =>
        AnyOf([.. readings.Select<string, Action>(reading => () => Words(reading.Split(' ', StringSplitOptions.RemoveEmptyEntries)))]);
}
