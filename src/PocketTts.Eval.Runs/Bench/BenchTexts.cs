using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Texts of a bench by length.</summary>
public static class BenchTexts
{
    /// <summary>The lengths, in words.</summary>
    public static ImmutableArray<int> Lengths { get; } = [1, 5, 15, 40, 120];

    /// <summary>The texts of a corpus, each under the nearest length (by ratio).</summary>
    /// <param name="corpus">The corpus; texts without a word are left out.</param>
    /// <param name="lengths">Lengths that are wanted; empty for all.</param>
    /// <exception cref="InputException">A length is none of <see cref="Lengths"/>, or there is no text of any wanted length.</exception>
    public static ImmutableArray<BenchText> Of(Corpus corpus, ImmutableArray<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        if (lengths.FirstOrDefault(l => !Lengths.Contains(l), -1) is >= 0 and int wrong)
        {
            throw new InputException(FormattableString.Invariant($"found {wrong}"), field: "--words", expected: $"some of {string.Join(", ", Lengths)}");
        }

        ImmutableArray<BenchText> texts =
        [
            .. corpus.Utterances
                .Select(u => new BenchText(u.Id, u.Text, u.Language, PlainWords.Split(u.Text).Length, 0, u.AcceptedForms))
                .Where(t => t.WordCount > 0)
                .Select(t => t with { LengthClass = Nearest(t.WordCount) })
                .Where(t => lengths.IsEmpty || lengths.Contains(t.LengthClass))
                .OrderBy(t => t.LengthClass),
        ];
        return texts.IsEmpty
            ? throw new InputException($"the corpus '{corpus.Name}' has no text of these lengths", field: "--words", remedy: "name other lengths, or leave --words out")
            : texts;
    }

    /// <summary>The length of <see cref="Lengths"/> that is nearest by ratio.</summary>
    public static int Nearest(int words) => Lengths.MinBy(l => Math.Abs(Math.Log((double)l / Math.Max(1, words))));
}
