using System.Collections.Immutable;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>One character for what became of a word; heat maps and their legends read it.</summary>
internal static class VerdictCodes
{
    /// <summary>Letters with the verdict they stand for, the sign that is drawn, and what it means. From least to most trouble.</summary>
    public static ImmutableArray<(char Code, WordVerdictKind Kind, string Sign, string Meaning)> All { get; } =
    [
        ('.', WordVerdictKind.Said, "·", "said"),
        ('u', WordVerdictKind.Unsure, "?", "unsure: signs contradict each other"),
        ('p', WordVerdictKind.Split, "/", "split in two"),
        ('j', WordVerdictKind.Merged, "+", "run together with its neighbour"),
        ('d', WordVerdictKind.Repeated, "2", "said twice"),
        ('m', WordVerdictKind.Mangled, "~", "mangled"),
        ('r', WordVerdictKind.Replaced, "≠", "another word said"),
        ('s', WordVerdictKind.Skipped, "×", "lost"),
    ];

    /// <summary>The letter; a capital when confirmed.</summary>
    public static char Of(WordVerdict word)
    {
        char code = All.First(c => c.Kind == word.Kind).Code;
        return word.IsConfirmedFault ? char.ToUpperInvariant(code) : code;
    }

    /// <summary>True for a letter of a fault: not of a word that was said, that nobody is sure of, or that the reading does not have (<c>-</c>).</summary>
    public static bool IsFault(char code) => code is not ('-' or '.' or 'u');

    /// <summary>How bad; 0 for no word.</summary>
    public static int Rank(char code)
    {
        for (int i = 0; i < All.Length; i++)
        {
            if (All[i].Code == char.ToLowerInvariant(code))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>How bad.</summary>
    public static int Rank(WordVerdict word) => Rank(All.First(c => c.Kind == word.Kind).Code);
}
