using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace PocketTts.Eval.Core.Text;

/// <summary>British to American spellings: the map of openai/whisper (MIT), kept as it is.</summary>
internal static class WhisperSpelling
{
    private static readonly Lazy<byte[]> s_bytes = new(ReadResource);

    private static readonly Lazy<FrozenDictionary<string, string>> s_map = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(s_bytes.Value)!.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>Spelling to use for a spelling.</summary>
    public static FrozenDictionary<string, string> Map => s_map.Value;

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public static string Sha256 => Convert.ToHexStringLower(SHA256.HashData(s_bytes.Value));

    private static byte[] ReadResource()
    {
        using Stream stream = typeof(WhisperSpelling).Assembly.GetManifestResourceStream("whisper-spelling.json")
            ?? throw new InvalidOperationException("the spelling map is not in the assembly");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
