namespace PocketTts.Eval.Runs.Journal;

/// <summary>Kinds of lines, as <see cref="JournalEntry"/> names them.</summary>
internal enum JournalKind : byte
{
    /// <summary><see cref="SynthesizedEntry"/>.</summary>
    Synthesized,

    /// <summary><see cref="SynthesisFailedEntry"/>.</summary>
    SynthesisFailed,

    /// <summary><see cref="RetriedEntry"/>.</summary>
    Retried,

    /// <summary><see cref="TranscribedEntry"/>.</summary>
    Transcribed,

    /// <summary><see cref="TranscriptionFailedEntry"/>.</summary>
    TranscriptionFailed,

    /// <summary><see cref="EvidenceEntry"/>.</summary>
    Evidence,
}
