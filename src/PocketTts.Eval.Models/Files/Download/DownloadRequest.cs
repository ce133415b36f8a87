using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>One file to fetch.</summary>
/// <param name="Key">Name below the models folder, for messages.</param>
/// <param name="Urls">Where it can be had, best first.</param>
/// <param name="Target">Absolute path it shall have.</param>
/// <param name="Bytes">Its size, or null when unknown.</param>
/// <param name="Sha256">Its hash, or null when unknown.</param>
internal sealed record DownloadRequest(string Key, ImmutableArray<Uri> Urls, string Target, long? Bytes, string? Sha256);
