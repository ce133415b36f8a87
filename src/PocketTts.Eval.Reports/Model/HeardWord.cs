using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Reports.Model;

/// <summary>A step of a transcript that is aligned with its text.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Expected">Word of the text for losses and substitutions, else empty.</param>
/// <param name="Heard">What was heard, as the recognizer wrote it; empty for a loss.</param>
/// <param name="StartSeconds">When, or null.</param>
/// <param name="EndSeconds">Until when, or null.</param>
/// <param name="Probability">The recognizer's probability, or null.</param>
internal readonly record struct HeardWord(EditKind Kind, string Expected, string Heard, double? StartSeconds, double? EndSeconds, double? Probability)
{
    private const int Limit = 3000;

    /// <summary>Lays a transcript along the alignment.</summary>
    /// <param name="score">The alignment.</param>
    /// <param name="transcript">What was heard; null for silence.</param>
    /// <returns>At most 3,000 steps.</returns>
    public static ImmutableArray<HeardWord> Of(TakeScore score, Transcript? transcript)
    {
        (int Start, int End, TranscriptWord Word)[] written = transcript is null ? [] : Places(transcript);
        var steps = ImmutableArray.CreateBuilder<HeardWord>();
        int last = -1;
        EditKind lastKind = EditKind.Deletion;
        foreach (Edit edit in score.Edits)
        {
            if (steps.Count == Limit)
            {
                break;
            }

            string expected = edit.Kind is EditKind.Deletion or EditKind.Substitution ? score.ReferenceWords[edit.ReferenceIndex] : string.Empty;
            if (edit.HypothesisIndex < 0)
            {
                steps.Add(new HeardWord(edit.Kind, expected, string.Empty, null, null, null));
                continue;
            }

            int place = edit.HypothesisIndex < score.HypothesisSpans.Length ? Find(written, score.HypothesisSpans[edit.HypothesisIndex]) : -1;
            if (place < 0)
            {
                steps.Add(new HeardWord(edit.Kind, expected, score.HypothesisWords[edit.HypothesisIndex], null, null, null));
                continue;
            }

            // one written word ("1984") may be several normalized ones
            if (place == last && edit.Kind == EditKind.Correct && lastKind == EditKind.Correct)
            {
                continue;
            }

            TranscriptWord word = written[place].Word;
            steps.Add(new HeardWord(edit.Kind, expected, word.Text, word.StartSeconds, word.EndSeconds, word.Probability));
            last = place;
            lastKind = edit.Kind;
        }

        return steps.ToImmutable();
    }

    // where each word stands in the text of the transcript; words that are not in it are left out
    private static (int Start, int End, TranscriptWord Word)[] Places(Transcript transcript)
    {
        var places = new List<(int, int, TranscriptWord)>(transcript.Words.Length);
        int at = 0;
        foreach (TranscriptWord word in transcript.Words)
        {
            int start = word.Text.Length == 0 ? -1 : transcript.Text.IndexOf(word.Text, at, StringComparison.Ordinal);
            if (start >= 0)
            {
                at = start + word.Text.Length;
                places.Add((start, at, word));
            }
        }

        return [.. places];
    }

    private static int Find((int Start, int End, TranscriptWord Word)[] written, TextSpan span)
    {
        int low = 0;
        int high = written.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (written[middle].End <= span.Start)
            {
                low = middle + 1;
            }
            else if (written[middle].Start >= span.End)
            {
                high = middle - 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }
}
