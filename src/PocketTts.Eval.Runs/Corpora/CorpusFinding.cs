using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Something that a check found.</summary>
/// <param name="IsError">True when the corpus cannot be used so; false for what is most likely a slip.</param>
/// <param name="Problem">Where and what, as one line.</param>
public sealed record CorpusFinding(bool IsError, InputException Problem);
