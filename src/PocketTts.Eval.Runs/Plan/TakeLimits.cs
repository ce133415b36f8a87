using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>
/// How long a take may last before it is cancelled and recorded as <c>time-out</c>, how much memory a worker may hold, and what is tried again.
/// Not part of what a run measures: may change on resume.
/// </summary>
/// <param name="BaseSeconds">Seconds that every synthesis and every transcription gets; 0.001 to 86,400.</param>
/// <param name="SecondsPerCharacter">Seconds added for each character (UTF-16 unit) of the text; 0 to 3,600.</param>
/// <param name="SecondsPerAudioSecond">Seconds added to a transcription for each second of sound; 0 to 3,600.</param>
public sealed record TakeLimits(double BaseSeconds = 60, double SecondsPerCharacter = 1, double SecondsPerAudioSecond = 20)
{
    private const double ShareOfMachine = 0.75;

    /// <summary>60 s, 1 s per character, 20 s per second of sound: far above what a usable set-up needs, so only a hang meets it.</summary>
    public static TakeLimits Default { get; } = new();

    /// <summary>Working set in bytes over which a worker process is replaced between takes; null for three quarters of the computer's memory.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Further attempts at a take whose worker process died, 0 to 10. One: what crashes once by chance need not crash twice.</summary>
    public int CrashRetries { get; init; } = 1;

    /// <summary>Further attempts at a take that ran into its time limit, 0 to 10. None: each would cost the whole limit again.</summary>
    public int TimeOutRetries { get; init; }

    /// <summary>Limit of a synthesis.</summary>
    /// <param name="text">The text to speak.</param>
    /// <returns>Wall time after which it is cancelled.</returns>
    public TimeSpan ForSynthesis(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TimeSpan.FromSeconds(BaseSeconds + (SecondsPerCharacter * text.Length));
    }

    /// <summary>Limit of a transcription.</summary>
    /// <param name="audioSeconds">Length of the sound in seconds.</param>
    /// <returns>Wall time after which it is cancelled.</returns>
    public TimeSpan ForTranscription(double audioSeconds) => TimeSpan.FromSeconds(BaseSeconds + (SecondsPerAudioSecond * audioSeconds));

    /// <summary>Memory limit on a computer, in bytes; null when none is given and the computer's memory is unknown.</summary>
    internal long? MemoryLimit(MachineRecord machine) => MemoryBytes ?? (machine.MemoryBytes is { } all ? (long)(all * ShareOfMachine) : null);

    /// <summary>Further attempts after a failure.</summary>
    internal int Retries(FailureKind kind) => kind switch
    {
        FailureKind.Death => CrashRetries,
        FailureKind.TimeOut => TimeOutRetries,
        _ => 0,
    };
}
