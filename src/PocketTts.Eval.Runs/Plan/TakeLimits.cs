namespace PocketTts.Eval.Runs.Plan;

/// <summary>How long a take may last before it is cancelled and recorded as <c>time-out</c>. Not part of what a run measures: may change on resume.</summary>
/// <param name="BaseSeconds">Seconds that every synthesis and every transcription gets; 0.001 to 86,400.</param>
/// <param name="SecondsPerCharacter">Seconds added for each character (UTF-16 unit) of the text; 0 to 3,600.</param>
/// <param name="SecondsPerAudioSecond">Seconds added to a transcription for each second of sound; 0 to 3,600.</param>
public sealed record TakeLimits(double BaseSeconds = 60, double SecondsPerCharacter = 1, double SecondsPerAudioSecond = 20)
{
    /// <summary>60 s, 1 s per character, 20 s per second of sound: far above what a usable set-up needs, so only a hang meets it.</summary>
    public static TakeLimits Default { get; } = new();

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
}
