using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>What of a model is here, judged by names and sizes.</summary>
/// <param name="State">Whether it can be used.</param>
/// <param name="Folder">Absolute path of its folder, or null when nothing is here.</param>
/// <param name="Precisions">Precisions that are complete.</param>
/// <param name="Voices">Voices that are here.</param>
/// <param name="Bytes">Size of what is here.</param>
/// <param name="Files">Names below the models folder of the files that are here.</param>
public sealed record ModelStatus(ModelState State, string? Folder, ImmutableArray<string> Precisions, ImmutableArray<string> Voices, long Bytes, ImmutableArray<string> Files)
{
    /// <summary>Nothing is here.</summary>
    public static ModelStatus None { get; } = new(ModelState.Missing, null, [], [], 0, []);
}
