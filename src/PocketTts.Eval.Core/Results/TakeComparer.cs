using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Results;

/// <summary>Compares takes with their texts, by all recognizers of a run.</summary>
internal sealed class TakeComparer(RunInfo info, ITextComparer comparer)
{
    // prepared texts that are kept: takes of one text come together or, at the beginning of a run, text after text
    private const int MostReferences = 4096;

    private readonly HashSet<string> _recognizers = info.Recognizers.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<Utterance, IReferenceText> _references = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compares a take; a missing one has no scores, a failed one is silence.</summary>
    /// <exception cref="ArgumentException">It names a recognizer that the run does not have.</exception>
    public ImmutableArray<TakeScore> Compare(Take take)
    {
        foreach (RecognizedTake recognition in take.Recognitions)
        {
            if (!_recognizers.Contains(recognition.RecognizerId))
            {
                throw new ArgumentException($"{take.Key}: the run has no recognizer {recognition.RecognizerId}", nameof(take));
            }
        }

        if (take.IsMissing)
        {
            return [];
        }

        if (_references.Count >= MostReferences && !_references.ContainsKey(take.Utterance))
        {
            _references.Clear();
        }

        ref IReferenceText? reference = ref CollectionsMarshal.GetValueRefOrAddDefault(_references, take.Utterance, out _);
        reference ??= comparer.Prepare(take.Utterance.Text, take.Utterance.AcceptedForms);
        ImmutableArray<TakeScore>.Builder scores = ImmutableArray.CreateBuilder<TakeScore>(info.Recognizers.Length);
        foreach (string recognizer in info.Recognizers.Select(r => r.Id))
        {
            string? heard = take.Synthesis is null
                ? string.Empty
                : take.Recognitions.FirstOrDefault(r => string.Equals(r.RecognizerId, recognizer, StringComparison.Ordinal))?.Transcript?.Text;
            if (heard is not null)
            {
                TextComparison comparison = reference.Compare(heard);
                scores.Add(new TakeScore(recognizer, comparison.ReferenceWords, comparison.HypothesisWords, comparison.Edits, comparison.Counts)
                {
                    FormIndex = comparison.FormIndex,
                    ReferenceSpans = comparison.ReferenceSpans,
                    HypothesisSpans = comparison.HypothesisSpans,
                });
            }
        }

        return scores.DrainToImmutable();
    }
}
