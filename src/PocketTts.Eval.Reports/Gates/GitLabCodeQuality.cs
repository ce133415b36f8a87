using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core.Gating;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>A gate's decision as a GitLab code quality report: one issue a rule that does not pass, at its line in the rules file.</summary>
public static class GitLabCodeQuality
{
    /// <summary>Renders it.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>A JSON array, LF at the end.</returns>
    public static string Render(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (GateRow row in GateRows.Of(result).Where(r => r.State != GateState.Pass))
            {
                json.WriteStartObject();
                json.WriteString("description", $"{row.Rule} ({row.System}): {row.Reason}");
                json.WriteString("check_name", $"pocket-eval/{row.Decision.Rule.Metric.Id}");
                json.WriteString("fingerprint", Fingerprint($"{row.Rule}\n{row.System}\n{row.State.Name()}"));
                json.WriteString("severity", Severity(row, result));
                json.WriteStartObject("location");
                json.WriteString("path", row.Decision.Rule.Source?.File ?? result.Rules.Name);
                json.WriteStartObject("lines");
                json.WriteNumber("begin", row.Decision.Rule.Source?.Line ?? 1);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(content.ToArray()) + "\n";
    }

    private static string Severity(GateRow row, GateResult result) => row.State switch
    {
        _ when row.Decision.Rule.IsAdvisory => "info",
        GateState.Fail => "blocker",
        GateState.Inconclusive when result.InconclusiveIsWarning => "minor",
        _ => "major",
    };

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
