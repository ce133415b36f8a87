using System.Collections.Immutable;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Speed;

/// <summary>
/// Finds takes that are quick because something is missing. A sound is incomplete when it has less than half of the speech that its words need at the pace
/// of the same set-up's other takes, or when a recognizer missed a quarter of its words; a transcript when it has less than half of the words.
/// </summary>
public static class BenchCompleteness
{
    /// <summary>Reason of a sound that is too short for its words.</summary>
    public const string TooLittleSound = "too-little-sound";

    /// <summary>Reason of a sound or transcript that lacks words.</summary>
    public const string TooFewWords = "too-few-words";

    /// <summary>Words from which on the length of speech says something.</summary>
    private const int LeastWords = 5;

    private const double LeastShareOfPace = .5;
    private const double LeastShareHeard = .5;
    private const double MostShareLost = .25;

    /// <summary>Marks takes that are incomplete.</summary>
    /// <param name="takes">All takes of a bench.</param>
    /// <returns>The same takes.</returns>
    public static ImmutableArray<BenchTake> Mark(IReadOnlyList<BenchTake> takes)
    {
        ArgumentNullException.ThrowIfNull(takes);
        Dictionary<string, double?> paces = takes.GroupBy(t => t.SetupId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Pace(g), StringComparer.Ordinal);
        return [.. takes.Select(t => t.Outcome == BenchOutcome.Ok && Fault(t, paces[t.SetupId]) is { } reason ? t with { Outcome = BenchOutcome.Incomplete, Reason = reason } : t)];
    }

    /// <summary>Seconds of speech a word, median over texts of at least 5 words; each text counts once. Null without such takes.</summary>
    /// <param name="takes">Takes of one set-up.</param>
    public static double? Pace(IEnumerable<BenchTake> takes)
    {
        double[] paces =
        [
            .. takes.Where(t => t is { Outcome: BenchOutcome.Ok, SpeechSeconds: not null } && t.WordCount >= LeastWords)
                .GroupBy(t => t.TextId, StringComparer.Ordinal)
                .Select(g => Quantiles.MedianOf(g.Select(t => t.SpeechSeconds!.Value / t.WordCount))),
        ];
        return paces.Length == 0 ? null : Quantiles.MedianOf(paces);
    }

    private static string? Fault(BenchTake take, double? pace)
    {
        if (take.HeardWords is { } heard)
        {
            return heard < LeastShareHeard * take.WordCount ? TooFewWords : null;
        }

        if (take.WordCount >= LeastWords && take.SpeechSeconds < LeastShareOfPace * pace * take.WordCount)
        {
            return TooLittleSound;
        }

        return take.LostWords >= Math.Max(2, MostShareLost * take.WordCount) ? TooFewWords : null;
    }
}
