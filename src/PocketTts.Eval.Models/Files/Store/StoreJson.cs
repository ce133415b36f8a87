using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Content of <c>models.lock.json</c>.</summary>
internal sealed record LockDocument(int Version, ImmutableSortedDictionary<string, PinnedFile> Files);

/// <summary>Content of <c>models.added.json</c>.</summary>
internal sealed record AddedDocument(int Version, ImmutableSortedDictionary<string, AddedModel> Models);

/// <summary>JSON of the files this tool keeps beside the models.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LockDocument))]
[JsonSerializable(typeof(AddedDocument))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    /// <summary>Version of both forms.</summary>
    public const int Version = 1;

    /// <summary>Reads one of the files.</summary>
    /// <returns>Its content, or null when there is no such file.</returns>
    /// <exception cref="InputException">It cannot be read, is damaged, or is of another version.</exception>
    public static T? Read<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<T, int> version)
        where T : class
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            T? document = JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
            return document is null || version(document) != Version
                ? throw new InputException("is of a version this tool does not know", path, field: "version", expected: FormattableString.Invariant($"{Version}"))
                : document;
        }
        catch (JsonException e)
        {
            throw new InputException("is damaged: " + e.Message.Split(" Path:")[0].TrimEnd('.'), path, (int)(e.LineNumber ?? 0) + 1, remedy: "restore it, or delete it and pull again", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }

    /// <summary>Writes one of the files.</summary>
    public static void Write<T>(string path, T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(document, type), (byte)'\n']);
}
