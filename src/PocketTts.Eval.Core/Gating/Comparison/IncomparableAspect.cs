namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Which numbers a difference spoils.</summary>
public enum IncomparableAspect
{
    /// <summary>Numbers made of transcripts: normalizer or recognizer differ.</summary>
    Transcript,

    /// <summary>Numbers made of verdicts: rules, word sounds, thresholds or evidence differ.</summary>
    Verdict,

    /// <summary>All numbers of a corpus: its texts differ.</summary>
    Corpus,

    /// <summary>Numbers of the computer: the machines differ.</summary>
    Machine,
}
