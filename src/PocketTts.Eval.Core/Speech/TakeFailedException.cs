namespace PocketTts.Eval.Core.Speech;

/// <summary>A take that cannot be made or read. The run records it as a failed row and goes on (DESIGN rule 1).</summary>
public sealed class TakeFailedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Stable identifier in kebab case, e.g. <c>nothing-to-speak</c>, <c>not-a-number</c>.</param>
    /// <param name="message">One sentence with the particulars.</param>
    /// <param name="innerException">What the model or runtime threw, or null.</param>
    public TakeFailedException(string reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Stable identifier in kebab case; reports count by it.</summary>
    public string Reason { get; }
}
