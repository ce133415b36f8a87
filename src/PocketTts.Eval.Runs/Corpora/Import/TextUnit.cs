namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>What of a running text becomes an utterance.</summary>
public enum TextUnit
{
    /// <summary>Each sentence.</summary>
    Sentence,

    /// <summary>Each line of the file.</summary>
    Line,

    /// <summary>Each paragraph: lines up to a blank one.</summary>
    Paragraph,
}
