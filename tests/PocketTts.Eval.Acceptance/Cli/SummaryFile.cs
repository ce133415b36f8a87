using System.Text.Json;
using System.Text.Json.Nodes;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A <c>summary.json</c> without what no two runs share: when it began and how long things took.</summary>
internal static class SummaryFile
{
    private static readonly string[] s_times = ["createdUtc", "loadSeconds", "rtfMedian", "rtfP95", "rtfx", "firstAudioSecondsMedian", "wallSeconds"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The text of a run's summary, its times taken out.</summary>
    public static string WithoutTimes(string runFolder)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(Path.Combine(runFolder, "summary.json")))!;
        Strip(root);
        return root.ToJsonString(s_indented);
    }

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (string time in s_times)
                {
                    map.Remove(time);
                }

                foreach ((_, JsonNode? value) in map)
                {
                    Strip(value);
                }

                break;
            case JsonArray list:
                foreach (JsonNode? item in list)
                {
                    Strip(item);
                }

                break;
        }
    }
}
