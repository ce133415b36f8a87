using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>One model the user asks for.</summary>
/// <param name="ModelId">Its id.</param>
/// <param name="Selection">Which precisions and voices of it, and of what it requires.</param>
public sealed record PullItem(string ModelId, FileSelection Selection);
