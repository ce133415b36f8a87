namespace PocketTts.Eval.Core.Results;

/// <summary>Why a take has no result.</summary>
/// <param name="Stage"><c>synthesize</c> or <c>transcribe</c>.</param>
/// <param name="Reason">Stable identifier in kebab case, e.g. <c>not-a-number</c>, <c>empty-audio</c>, <c>crash</c>.</param>
/// <param name="Message">One sentence with the particulars.</param>
public sealed record TakeFailure(string Stage, string Reason, string Message)
{
    /// <summary>Name of the first stage.</summary>
    public const string Synthesize = "synthesize";

    /// <summary>Name of the second stage.</summary>
    public const string Transcribe = "transcribe";
}
