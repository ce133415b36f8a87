using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Names what an engine or recognizer threw.</summary>
internal static class EngineFault
{
    /// <summary>Reason of a take that ran into its time limit.</summary>
    public const string TimeOut = "time-out";

    /// <summary>Reason of a take whose engine threw something it should not.</summary>
    public const string EngineError = "engine-error";

    /// <summary>Message of a take that ran into its time limit.</summary>
    public static string TimeOutMessage(TimeSpan limit) => FormattableString.Invariant($"not done after {limit.TotalSeconds:0.###} s");

    /// <summary>Message of a take whose engine threw something it should not: one line.</summary>
    public static string Message(Exception fault) => $"{fault.GetType().Name}: {fault.Message}".ReplaceLineEndings(" ");

    /// <summary>Reason and message of a failed take.</summary>
    public static (string Reason, string Message) Describe(Exception failure, TakeTimer limit) => failure switch
    {
        TakeFailedException known => (known.Reason, known.Message),
        OperationCanceledException when limit.IsOver => (TimeOut, TimeOutMessage(limit.Limit)),
        _ => (EngineError, Message(failure)),
    };
}
