using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>What was removed of a model.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="IsAdded">True when it was an added model: its files stay where they are.</param>
/// <param name="Files">Absolute paths of deleted files.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Kept">Absolute paths of files that stay because another model that is here needs them.</param>
public sealed record RemovedModel(string ModelId, bool IsAdded, ImmutableArray<string> Files, long Bytes, ImmutableArray<string> Kept);
