using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>The hostile texts of the shared golden files, ill-formed UTF-16 included.</summary>
internal static class FuzzTexts
{
    public static string[] Read() =>
    [
        .. File.ReadLines(SharedFiles.Golden("fuzz-text.jsonl")).Select(line =>
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return row.RootElement.TryGetProperty("utf16", out JsonElement units)
                ? new string([.. units.EnumerateArray().Select(unit => (char)unit.GetInt32())])
                : row.RootElement.GetProperty("text").GetString()!;
        }),
    ];
}
