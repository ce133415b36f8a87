namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Which numbers a difference spoils.</summary>
public enum IncomparableAspect
{
    /// <summary>Numbers made of transcripts: normalizer or recognizer differ.</summary>
    Transcript,

    /// <summary>All numbers of a corpus: its texts differ.</summary>
    Corpus,

    /// <summary>Numbers of the computer: the machines differ.</summary>
    Machine,
}
