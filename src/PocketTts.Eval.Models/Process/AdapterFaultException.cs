namespace PocketTts.Eval.Models.Process;

/// <summary>An adapter cannot be talked to any more: it ended, hung up, or said what it may not. It is ended and started again for the next take.</summary>
/// <param name="reason">Stable identifier in kebab case.</param>
/// <param name="message">One sentence.</param>
internal sealed class AdapterFaultException(string reason, string message) : Exception(message)
{
    /// <summary>Reason when a message breaks the protocol.</summary>
    public const string Protocol = "protocol-error";

    /// <summary>Reason when the process ended.</summary>
    public const string Exit = "process-exit";

    /// <summary>Reason when the process cannot be started, or says something else than before.</summary>
    public const string Start = "process-start";

    /// <summary>Stable identifier in kebab case.</summary>
    public string Reason { get; } = reason;
}
