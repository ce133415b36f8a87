using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Reports.Gates;

namespace PocketTts.Eval.Reports.Model;

/// <summary>What <c>gate.json</c> in a run folder says.</summary>
/// <param name="State">State of the gate, e.g. <c>fail</c>; null when the file cannot be read.</param>
/// <param name="Headline">The whole in one line.</param>
/// <param name="Decisions">What did not pass, one line each.</param>
internal sealed record GateNote(string? State, string Headline, ImmutableArray<string> Decisions)
{
    /// <summary>Reads the decision in a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The decision; null when there is none.</returns>
    public static GateNote? Read(string folder)
    {
        string path = Path.Combine(folder, GateFiles.JsonName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            GateDocument? gate = JsonSerializer.Deserialize(File.ReadAllBytes(path), GateJsonContext.Default.GateDocument);
            return gate is not { State: not null, Headline: not null } ? Unreadable
                : gate.SchemaVersion != GateJson.SchemaVersion ? new GateNote(null, $"{GateFiles.JsonName} is of schema version {gate.SchemaVersion}, which this tool does not read", [])
                : new GateNote(gate.State, gate.Headline, [.. (gate.Decisions.IsDefault ? [] : gate.Decisions).Where(d => d.State != "pass").Select(Line)]);
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    private static GateNote Unreadable => new(null, $"{GateFiles.JsonName} in the run folder cannot be read; 'pocket-eval gate' writes it anew", []);

    private static string Line(GateDecisionDocument decision) =>
        $"{(decision.IsAdvisory ? "advisory, " : string.Empty)}{decision.State}: {decision.Rule}, {decision.System}: {(decision.Checks.IsDefaultOrEmpty ? "no check" : decision.Checks.OrderByDescending(c => c.State == decision.State).First().Reason)}";
}
