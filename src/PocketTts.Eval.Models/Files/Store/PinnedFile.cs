using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>What is known of a file since it was first fetched.</summary>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Source">Where it came from: an address without its query, a path, or the name of the archive that held it.</param>
/// <param name="Pinned">When it was pinned.</param>
public sealed record PinnedFile(string Sha256, long Bytes, string Source, DateTimeOffset Pinned)
{
    /// <summary>Files that came out of it, when it is an archive; else null.</summary>
    public ImmutableArray<string>? Unpacked { get; init; }
}
