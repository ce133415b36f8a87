using System.Collections.Concurrent;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>
/// Chooses what is weighed of accepted forms with alternatives: one reading, and only where such a form fits the transcript better than the text and
/// all other forms do. So a sound costs one text more at most, however many readings its forms have. Thread-safe.
/// </summary>
internal sealed class AcceptedReadings
{
    // prepared texts that are kept
    private const int MostReferences = 4096;

    private readonly ConcurrentDictionary<Utterance, IReferenceText> _references = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether an utterance has a form with alternatives.</summary>
    public static bool Has(Utterance utterance) => utterance.AcceptedForms.Any(Alternatives.Has);

    /// <summary>The reading that is weighed for a transcript, or null.</summary>
    public string? Of(Utterance utterance, string transcript)
    {
        if (!Has(utterance))
        {
            return null;
        }

        if (_references.Count >= MostReferences)
        {
            _references.Clear();
        }

        TextComparison comparison = _references.GetOrAdd(utterance, u => TextComparers.Default.Prepare(u.Text, u.AcceptedForms)).Compare(transcript);
        return comparison.FormIndex > 0 && utterance.AcceptedForms[comparison.FormIndex - 1] is var form && Alternatives.Has(form)
            ? WrittenReading.Fitting(utterance.Text, form, comparison.ReferenceSpans)?.Text
            : null;
    }
}
