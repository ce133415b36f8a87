namespace PocketTts.Eval.Models.Files.Download;

/// <summary>A file that was fetched and is what it should be.</summary>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Source">Address it came from, without query.</param>
internal sealed record DownloadedFile(string Sha256, long Bytes, string Source);
