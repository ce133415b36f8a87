using System.Text.Json.Serialization;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>What is known of a file that is not whole yet.</summary>
/// <param name="Source">Address it comes from, without query.</param>
/// <param name="ETag">Strong validator the server gave, or null.</param>
/// <param name="LastModified">Date the server gave, as written, or null.</param>
/// <param name="Sha256">Hash it shall have, or null.</param>
internal sealed record PartState(string Source, string? ETag, string? LastModified, string? Sha256);

/// <summary>JSON of <see cref="PartState"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PartState))]
internal sealed partial class PartJson : JsonSerializerContext;
