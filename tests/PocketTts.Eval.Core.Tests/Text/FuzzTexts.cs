using System.Text.Json;

namespace PocketTts.Eval.Core.Tests.Text;

/// <summary>The hostile texts of the golden files.</summary>
internal static class FuzzTexts
{
    public const int Count = 481;

    public static IEnumerable<(string Text, bool IsSpeakable)> Read()
    {
        foreach (JsonElement row in GoldenRows.Read("fuzz-text.jsonl"))
        {
            string text = row.TryGetProperty("utf16", out JsonElement units)
                ? new string([.. units.Numbers().Select(u => (char)u)])
                : row.Text("text");
            yield return (text, row.GetProperty("speakable").GetBoolean());
        }
    }
}
