using System.Text.Json;
using Json.Schema;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>The committed JSON Schema of <c>summary.json</c>.</summary>
internal static class SummarySchema
{
    private static readonly JsonSchema s_schema = JsonSchema.FromFile(CliProcess.InRepository("docs/summary.schema.json"));

    /// <summary>Checks every summary in a folder and below.</summary>
    /// <returns>How many there were.</returns>
    public static int AssertValid(string folder)
    {
        string[] files = Directory.GetFiles(folder, "summary.json", SearchOption.AllDirectories);
        foreach (string file in files)
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            EvaluationResults results = s_schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(results.IsValid, file + ": " + string.Join("; ", (results.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Take(5).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")));
        }

        return files.Length;
    }
}
