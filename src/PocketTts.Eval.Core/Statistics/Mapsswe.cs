using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Matched-pairs sentence-segment word error test (L. Gillick, S. J. Cox, ICASSP 1989) with the segments of NIST's <c>sc_stats</c>: within an utterance, errors of
/// either system with fewer than two reference words between them that both have right belong to one segment. For one take of each text by each system.
/// </summary>
public sealed class Mapsswe
{
    // reference words that both have right between two segments
    private const int CleanWords = 2;

    private readonly List<(long First, long Second)> _segments = [];

    /// <summary>Errors of both systems in each segment so far.</summary>
    public IReadOnlyList<(long First, long Second)> Segments => _segments;

    /// <summary>Adds an utterance.</summary>
    /// <param name="first">Alignment of the first system.</param>
    /// <param name="second">Alignment of the second system with the same reference words.</param>
    /// <exception cref="ArgumentException">The alignments differ in their number of reference words.</exception>
    public void Add(ImmutableArray<Edit> first, ImmutableArray<Edit> second)
    {
        int[] ofFirst = Errors(first);
        int[] ofSecond = Errors(second);
        if (ofFirst.Length != ofSecond.Length)
        {
            throw new ArgumentException("the alignments have other reference words", nameof(second));
        }

        long errorsFirst = 0;
        long errorsSecond = 0;
        int clean = 0;
        for (int place = 0; place < ofFirst.Length; place++)
        {
            bool isClean = ofFirst[place] + ofSecond[place] == 0;
            if (!isClean)
            {
                errorsFirst += ofFirst[place];
                errorsSecond += ofSecond[place];
                clean = 0;
            }
            else if (place % 2 == 1 && ++clean == CleanWords && errorsFirst + errorsSecond > 0)
            {
                _segments.Add((errorsFirst, errorsSecond));
                errorsFirst = 0;
                errorsSecond = 0;
            }
        }

        if (errorsFirst + errorsSecond > 0)
        {
            _segments.Add((errorsFirst, errorsSecond));
        }
    }

    /// <summary>The test over all utterances so far.</summary>
    /// <returns>The result; null with fewer than 2 segments. When all differences are equal Z is infinite, or 0 for differences of 0.</returns>
    public MapssweResult? Test()
    {
        int count = _segments.Count;
        if (count < 2)
        {
            return null;
        }

        MeanEstimate estimate = MeanEstimate.Of([.. _segments.Select(s => (double)(s.First - s.Second))]);
        double z = estimate.Mean == 0 ? 0 : estimate.Mean / estimate.StandardError;
        return new MapssweResult(
            count,
            _segments.Sum(s => s.First),
            _segments.Sum(s => s.Second),
            estimate.Mean,
            estimate.StandardError * Math.Sqrt(count),
            z,
            Math.Min(1, 2 * Distributions.NormalSurvival(Math.Abs(z))),
            double.IsInfinity(z) ? 0 : Math.Min(1, 2 * Distributions.StudentSurvival(Math.Abs(z), count - 1)));
    }

    // errors at gap 0, word 0, gap 1, word 1, …, gap n
    private static int[] Errors(ImmutableArray<Edit> edits)
    {
        int words = edits.Count(e => e.Kind != EditKind.Insertion);
        var errors = new int[(2 * words) + 1];
        int word = 0;
        foreach (Edit edit in edits)
        {
            if (edit.Kind == EditKind.Insertion)
            {
                errors[2 * word]++;
            }
            else
            {
                errors[(2 * word) + 1] = edit.Kind == EditKind.Correct ? 0 : 1;
                word++;
            }
        }

        return errors;
    }
}
