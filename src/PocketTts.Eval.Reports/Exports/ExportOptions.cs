namespace PocketTts.Eval.Reports.Exports;

/// <summary>What is exported, and how.</summary>
public sealed record ExportOptions
{
    /// <summary>The form.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>Whose transcripts; null for the first recognizer of the run.</summary>
    public string? RecognizerId { get; init; }

    /// <summary>True leaves out what enters no rate: repeats with identical sound, and takes that were not compared. Default false.</summary>
    public bool OnlyCounted { get; init; }

    /// <summary>True leaves out takes whose sound is not there. Default false.</summary>
    public bool OnlyWithSound { get; init; }

    /// <summary>What becomes of the sounds. Default: they stay where they are.</summary>
    public ExportAudio Audio { get; init; }
}
