namespace PocketTts.Eval.Runs.Execution;

/// <summary>What a run is doing.</summary>
public enum RunPhase
{
    /// <summary>Loading systems and recognizers, reading what is done already.</summary>
    Loading,

    /// <summary>Speaking takes.</summary>
    Synthesizing,

    /// <summary>Transcribing distinct sounds, once per recognizer.</summary>
    Transcribing,

    /// <summary>Scoring.</summary>
    Scoring,
}
