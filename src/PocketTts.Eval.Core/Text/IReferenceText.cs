namespace PocketTts.Eval.Core.Text;

/// <summary>A text that transcripts are compared with. Thread-safe.</summary>
public interface IReferenceText
{
    /// <summary>Compares a transcript: the form with the fewest errors counts, the text itself before accepted forms, those in their order.</summary>
    /// <param name="heard">The transcript; empty for silence.</param>
    /// <returns>How they differ.</returns>
    TextComparison Compare(string heard);
}
