using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary>What a phase does, for a person.</summary>
    public static string Of(RunPhase phase) => phase switch
    {
        RunPhase.Loading => "loading models",
        RunPhase.Synthesizing => "speaking",
        RunPhase.Transcribing => "transcribing",
        RunPhase.Scoring => "scoring",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "no such phase"),
    };

    /// <summary>One line.</summary>
    public static string Of(RunProgress progress)
    {
        string text = Of(progress.Phase);
        if (progress.Total == 0)
        {
            return text;
        }

        text += $" {progress.Done}/{progress.Total}";
        if (progress.Failures > 0)
        {
            text += $", {progress.Failures} failed";
        }

        IEnumerable<string> speeds = progress.Systems.Where(s => s.Rtf is not null).Select(s => $"{s.SystemId} RTF {s.Rtf:F2}");
        return progress.Phase == RunPhase.Synthesizing && speeds.Any() ? $"{text}; {string.Join(", ", speeds)}" : text;
    }
}
