using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Collects what a text lost on its way to phonemes; each thing is named once.</summary>
internal sealed class WarningList
{
    private const int MostNamed = 50;
    private const int LongestName = 40;

    private readonly SortedSet<int> _characters = [];
    private readonly HashSet<char> _phonemes = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private int _moreWords;

    /// <summary>Symbols outside Kokoro's vocabulary that were left out.</summary>
    public ISet<char> DroppedPhonemes => _phonemes;

    // espeak-ng 1.51 says nothing for these, alone or beside a word; "less than" would be a guess
    private static readonly SearchValues<char> s_silentSigns = SearchValues.Create("<>^|•");

    /// <summary>Notes the signs of a text that espeak-ng passes over.</summary>
    /// <returns>True when the text is nothing else.</returns>
    public bool SilentSigns(ReadOnlySpan<char> text)
    {
        bool isAll = true;
        foreach (char c in text)
        {
            if (s_silentSigns.Contains(c))
            {
                DroppedCharacter(c);
            }
            else
            {
                isAll = false;
            }
        }

        return isAll;
    }

    /// <summary>Notes a character that is not said.</summary>
    public void DroppedCharacter(int codePoint) => _characters.Add(codePoint);

    /// <summary>Notes a word that no lexicon knows.</summary>
    /// <param name="word">Word.</param>
    /// <param name="outcome">What was done, e.g. <c>spelled letter by letter</c>.</param>
    public void UnknownWord(string word, string outcome)
    {
        string name = word.Length > LongestName ? word[..LongestName] + "…" : word;
        if (_words.ContainsKey(name))
        {
            return;
        }

        if (_words.Count < MostNamed)
        {
            _words.Add(name, outcome);
        }
        else
        {
            _moreWords++;
        }
    }

    /// <summary>The warnings, in a fixed order.</summary>
    public ImmutableArray<TakeWarning> ToImmutable()
    {
        if (_characters.Count + _phonemes.Count + _words.Count == 0)
        {
            return [];
        }

        ImmutableArray<TakeWarning>.Builder list = ImmutableArray.CreateBuilder<TakeWarning>();
        foreach ((string word, string outcome) in _words)
        {
            list.Add(new TakeWarning("unknown-word", $"'{word}' is in no lexicon and was {outcome}."));
        }

        if (_moreWords > 0)
        {
            list.Add(new TakeWarning(
                "unknown-word", string.Create(CultureInfo.InvariantCulture, $"{_moreWords} more words are in no lexicon.")));
        }

        if (_characters.Count > 0)
        {
            list.Add(new TakeWarning("dropped-characters", $"These characters are not said: {Names(_characters)}."));
        }

        if (_phonemes.Count > 0)
        {
            list.Add(new TakeWarning(
                "dropped-phonemes", $"These symbols are not in Kokoro's vocabulary: {Names(_phonemes.Order().Select(c => (int)c))}."));
        }

        return list.ToImmutable();
    }

    private static string Names(IEnumerable<int> codePoints)
    {
        int[] all = [.. codePoints];
        string names = string.Join(
            ", ", all.Take(MostNamed).Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{c:X4}")));
        return all.Length > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $"{names} and {all.Length - MostNamed} more")
            : names;
    }
}
