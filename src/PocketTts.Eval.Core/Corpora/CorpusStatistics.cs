using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>The size and make-up of a corpus.</summary>
public sealed record CorpusStatistics
{
    /// <summary>Number of utterances.</summary>
    public required int Utterances { get; init; }

    /// <summary>Words under the plain rules.</summary>
    public required int Words { get; init; }

    /// <summary>Different words.</summary>
    public required int DistinctWords { get; init; }

    /// <summary>Characters (UTF-16 units) of the texts.</summary>
    public required int Characters { get; init; }

    /// <summary>Estimated seconds of speech (<see cref="SpeechLength"/>).</summary>
    public required double EstimatedSeconds { get; init; }

    /// <summary>Fewest words of an utterance.</summary>
    public required int ShortestWords { get; init; }

    /// <summary>Words of the middle utterance; of two middle ones the shorter.</summary>
    public required int MedianWords { get; init; }

    /// <summary>Most words of an utterance.</summary>
    public required int LongestWords { get; init; }

    /// <summary>Utterances with accepted forms.</summary>
    public required int WithAcceptedForms { get; init; }

    /// <summary>Utterances with a voice to clone.</summary>
    public required int WithPrompt { get; init; }

    /// <summary>Utterances by tag, most frequent first.</summary>
    public required ImmutableArray<(string Tag, int Utterances)> Tags { get; init; }

    /// <summary>Measures a corpus.</summary>
    /// <param name="utterances">Its utterances, at least one.</param>
    /// <returns>The measures.</returns>
    public static CorpusStatistics Of(IReadOnlyCollection<Utterance> utterances)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        ArgumentOutOfRangeException.ThrowIfZero(utterances.Count);
        ImmutableArray<string>[] words = [.. utterances.Select(u => PlainWords.Split(u.Text))];
        int[] lengths = [.. words.Select(w => w.Length).Order()];
        return new CorpusStatistics
        {
            Utterances = utterances.Count,
            Words = lengths.Sum(),
            DistinctWords = words.SelectMany(w => w).Distinct(StringComparer.Ordinal).Count(),
            Characters = utterances.Sum(u => u.Text.Length),
            EstimatedSeconds = utterances.Sum(u => SpeechLength.EstimateSeconds(u.Text, u.Language)),
            ShortestWords = lengths[0],
            MedianWords = lengths[(lengths.Length - 1) / 2],
            LongestWords = lengths[^1],
            WithAcceptedForms = utterances.Count(u => u.AcceptedForms.Length > 0),
            WithPrompt = utterances.Count(u => u.PromptAudio is not null),
            Tags =
            [
                .. utterances.SelectMany(u => u.Tags)
                    .CountBy(t => t, StringComparer.Ordinal)
                    .OrderByDescending(t => t.Value)
                    .ThenBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => (t.Key, t.Value)),
            ],
        };
    }
}
