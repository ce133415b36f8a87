using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Core.Tests;

/// <summary>Reads the golden files that hold one JSON object a line.</summary>
internal static class GoldenRows
{
    public static IEnumerable<JsonElement> Read(string name) =>
        File.ReadLines(SharedFiles.Golden(name)).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    /// <summary>A section of a golden file that is one JSON object.</summary>
    public static JsonElement Section(string name, string section)
    {
        using FileStream stream = File.OpenRead(SharedFiles.Golden(name));
        return JsonSerializer.Deserialize<JsonElement>(stream).GetProperty(section);
    }

    public static string Text(this JsonElement row, string field) => row.GetProperty(field).GetString()!;

    public static long[] Numbers(this JsonElement row, string field) => row.GetProperty(field).Numbers();

    public static long[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt64())];

    /// <summary>Splits at single blanks, as the golden files ask for.</summary>
    public static string[] Words(string text) => text.Length == 0 ? [] : text.Split(' ');
}
