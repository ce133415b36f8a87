using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Reads an entry of the quarantine list.</summary>
internal static partial class QuarantineReader
{
    private static readonly string[] s_keys = ["text", "systems", "until", "failing", "why"];

    /// <summary>Reads it; null after a note when something is wrong.</summary>
    public static QuarantineEntry? Read(YamlNode node, FieldReader fields)
    {
        if (node is not YamlMapping mapping)
        {
            fields.Add(node, "quarantine", $"found {node.Describe()}", $"a mapping with {string.Join(", ", s_keys)}");
            return null;
        }

        int before = fields.Problems.Count;
        fields.CheckKeys(mapping, s_keys);
        string? text = fields.RequiredText(mapping, "text", "corpus/utterance");
        string? until = fields.RequiredText(mapping, "until", "the last day, yyyy-mm-dd: a quarantine without an end is a hole");
        string? failing = fields.RequiredText(mapping, "failing", "the band of the share of wrong takes, for example 20-60 %");
        string? why = fields.RequiredText(mapping, "why", "a reason");
        string[] parts = text?.Split('/') ?? [];
        if (text is not null && (parts.Length != 2 || parts.Any(p => p.Length == 0)))
        {
            fields.Add(mapping.Find("text")!.Value, "text", $"found '{text}'", "corpus/utterance");
        }

        if (until is not null && !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            fields.Add(mapping.Find("until")!.Value, "until", $"found '{until}'", "a day, yyyy-mm-dd");
        }

        (double Low, double High)? band = failing is null ? null : Band(failing);
        if (failing is not null && band is null)
        {
            fields.Add(mapping.Find("failing")!.Value, "failing", $"found '{failing}'", "a band within 0 to 100, for example 20-60 %");
        }

        ImmutableArray<string> systems = [.. fields.Texts(mapping, "systems")];
        return fields.Problems.Count > before
            ? null
            : new QuarantineEntry(
                new TextKey(parts[0], parts[1]),
                systems,
                DateOnly.ParseExact(until!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                band!.Value.Low,
                band.Value.High,
                why!,
                new RuleSource(fields.Path, mapping.Line));
    }

    private static (double Low, double High)? Band(string text)
    {
        Match match = BandText().Match(text.Trim());
        if (!match.Success)
        {
            return null;
        }

        double low = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100;
        double high = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) / 100;
        return low < high && high <= 1 ? (low, high) : null;
    }

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?)\s*[-–]\s*([0-9]+(?:\.[0-9]+)?)\s*%$")]
    private static partial Regex BandText();
}
