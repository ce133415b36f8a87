namespace PocketTts.Eval.Models.Files;

/// <summary>A file that somebody published, as far as its size and hash are known.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="SizeBytes">Exact size, or null when only rounded sizes were published.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal, or null when unknown.</param>
/// <param name="Source">Where it is published.</param>
public sealed record PublishedFile(string Name, long? SizeBytes, string? Sha256, string Source);
