using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

/// <summary>A row of golden/g2p.jsonl: text and misaki's phonemes.</summary>
internal sealed record GoldenRow(int Index, string Id, string Text, string Us, string Gb, List<(string Text, string Tag)> Tokens)
{
    public static List<GoldenRow> Load()
    {
        var rows = new List<GoldenRow>();
        foreach (string line in File.ReadLines(SharedFiles.Golden("g2p.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            rows.Add(new GoldenRow(
                rows.Count,
                row.RootElement.GetProperty("id").GetString()!,
                row.RootElement.GetProperty("text").GetString()!,
                row.RootElement.GetProperty("us").GetString()!,
                row.RootElement.GetProperty("gb").GetString()!,
                [.. row.RootElement.GetProperty("usTokens").EnumerateArray().Select(t => (t[0].GetString()!, t[1].GetString()!))]));
        }

        return rows;
    }
}
