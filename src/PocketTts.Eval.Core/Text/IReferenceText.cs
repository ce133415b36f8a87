namespace PocketTts.Eval.Core.Text;

/// <summary>A text that transcripts are compared with. Thread-safe.</summary>
public interface IReferenceText
{
    /// <summary>Compares a transcript: the form with the fewest errors counts, the text itself before accepted forms, those in their order.</summary>
    /// <param name="heard">The transcript; empty for silence.</param>
    /// <returns>How they differ.</returns>
    TextComparison Compare(string heard);

    /// <summary>
    /// All readings of the text and its accepted forms in sclite's notation of alternatives, as <see cref="Compare"/> sees them beside a transcript:
    /// <c>the { every one / everyone } is here</c>.
    /// </summary>
    /// <param name="heard">The transcript; words that it writes together may be one word of the text.</param>
    /// <returns>The notation, empty for a text without words; null when there are too many readings to write down.</returns>
    string? Notation(string heard);
}
