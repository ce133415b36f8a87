namespace PocketTts.Eval.Core.Speed;

/// <summary>The takes of one set-up and one length of text, or of all lengths.</summary>
public sealed record BenchRow
{
    /// <summary>Length class in words; null for all lengths together.</summary>
    public int? Words { get; init; }

    /// <summary>Takes asked for.</summary>
    public required int PlannedTakes { get; init; }

    /// <summary>Takes whose timing counts.</summary>
    public required int OkTakes { get; init; }

    /// <summary>Takes that failed.</summary>
    public required int FailedTakes { get; init; }

    /// <summary>Takes with too little sound or too few words.</summary>
    public required int IncompleteTakes { get; init; }

    /// <summary>Takes whose clock could not be believed.</summary>
    public required int ExcludedTakes { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public SpeedQuantity? WallSeconds { get; init; }

    /// <summary>Wall time ÷ audio time; smaller is better.</summary>
    public SpeedQuantity? Rtf { get; init; }

    /// <summary>Audio time ÷ wall time; larger is better.</summary>
    public SpeedQuantity? Rtfx { get; init; }

    /// <summary>Wall time ÷ words of the text, in seconds: does not favour a slow speaker.</summary>
    public SpeedQuantity? SecondsPerWord { get; init; }

    /// <summary>Units (<see cref="BenchSetup.Unit"/>) a second.</summary>
    public SpeedQuantity? UnitsPerSecond { get; init; }

    /// <summary>Wall time to the first piece of sound in seconds.</summary>
    public SpeedQuantity? FirstAudioSeconds { get; init; }

    /// <summary>Silence at the beginning of the sound in seconds.</summary>
    public SpeedQuantity? LeadingSilenceSeconds { get; init; }

    /// <summary>Time to the first speech that can be heard: both together, in seconds.</summary>
    public SpeedQuantity? FirstSpeechSeconds { get; init; }

    /// <summary>Processor time ÷ audio time: what a second of sound costs, however many threads share it.</summary>
    public SpeedQuantity? CoreSecondsPerAudioSecond { get; init; }

    /// <summary>Total audio of the takes that count, in seconds.</summary>
    public double AudioSeconds { get; init; }

    /// <summary>Total wall time of the takes that count, in seconds.</summary>
    public double TotalWallSeconds { get; init; }

    /// <summary>Takes that would have stood still while playing, of those that came in more than one piece; null without such.</summary>
    public int? StalledTakes { get; init; }

    /// <summary>Shortest wait after the first piece with which no take stands still, in seconds; null without takes in pieces.</summary>
    public double? LeastBufferSeconds { get; init; }
}
