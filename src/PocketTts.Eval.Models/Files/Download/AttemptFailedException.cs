namespace PocketTts.Eval.Models.Files.Download;

/// <summary>An attempt failed in a way that may pass: the next one may go on where it stopped.</summary>
/// <param name="message">What went wrong, one line.</param>
/// <param name="pause">How long the server wants us to wait, or null.</param>
/// <param name="inner">What revealed it.</param>
internal sealed class AttemptFailedException(string message, TimeSpan? pause = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server wants us to wait, or null.</summary>
    public TimeSpan? Pause { get; } = pause;

    /// <summary>True when new bytes arrived before it failed.</summary>
    public bool MadeProgress { get; init; }
}
