using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Reads and writes the calibration file. Unknown members are errors: a misspelled threshold must not pass for a default.</summary>
public static class CalibrationJson
{
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly string[] s_members =
        ["schemaVersion", "recognizer", "engine", "engineVersion", "fileSha256", "normalizer", "rulesVersion", "description", "thresholds", "words", "takes"];

    /// <summary>Reads a file.</summary>
    /// <param name="json">Its content, UTF-8.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="InputException">It is no calibration; the first problem is named, of thresholds all.</exception>
    public static VerdictCalibration Read(ReadOnlySpan<byte> json, string source)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("no object");
        }
        catch (JsonException problem)
        {
            throw new InputException(
                "the file is not JSON", source, problem.LineNumber is { } line ? (int)line + 1 : null, expected: "a calibration as 'pocket-eval calibrate' writes it", innerException: problem);
        }

        try
        {
            int version = (int?)root["schemaVersion"] ?? 0;
            if (version != VerdictCalibration.SchemaVersion)
            {
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"the file has version {version}"), source, field: "schemaVersion", expected: "1", remedy: version > 1 ? "use a newer pocket-eval" : null);
            }

            ThrowIfUnknown(root, s_members, source, string.Empty);
            return new VerdictCalibration
            {
                Recognizer = Required(root, "recognizer", source),
                Engine = Required(root, "engine", source),
                EngineVersion = (string?)root["engineVersion"],
                FileSha256 = Hashes(root, source),
                Normalizer = Required(root, "normalizer", source),
                RulesVersion = (int?)root["rulesVersion"] ?? throw new InputException("it is missing", source, field: "rulesVersion", expected: "a whole number"),
                Description = (string?)root["description"] ?? string.Empty,
                Options = Thresholds(root["thresholds"] as JsonObject, source),
                Words = Counts(root, "words", source),
                Takes = Counts(root, "takes", source),
            };
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException)
        {
            throw new InputException($"a value has the wrong type ({problem.Message})", source, innerException: problem);
        }
    }

    /// <summary>Writes a calibration.</summary>
    /// <param name="calibration">The calibration.</param>
    /// <returns>The file's text, ended by a line feed; all thresholds are written out.</returns>
    public static string Write(VerdictCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var thresholds = new JsonObject();
        foreach (VerdictThreshold threshold in VerdictThreshold.All)
        {
            thresholds[threshold.Name] = threshold.Read(calibration.Options);
        }

        var root = new JsonObject
        {
            ["schemaVersion"] = VerdictCalibration.SchemaVersion,
            ["recognizer"] = calibration.Recognizer,
            ["engine"] = calibration.Engine,
            ["engineVersion"] = calibration.EngineVersion,
            ["fileSha256"] = new JsonArray([.. calibration.FileSha256.Select(h => (JsonNode)h)]),
            ["normalizer"] = calibration.Normalizer,
            ["rulesVersion"] = calibration.RulesVersion,
            ["description"] = calibration.Description,
            ["thresholds"] = thresholds,
            ["words"] = ToJson(calibration.Words),
            ["takes"] = ToJson(calibration.Takes),
        };
        return root.ToJsonString(s_written) + "\n";
    }

    private static JsonObject ToJson(ImmutableSortedDictionary<string, DetectionCounts> counts)
    {
        var json = new JsonObject();
        foreach ((string name, DetectionCounts of) in counts)
        {
            json[name] = new JsonObject
            {
                ["positives"] = of.Positives,
                ["detected"] = of.Detected,
                ["negatives"] = of.Negatives,
                ["falseAlarms"] = of.FalseAlarms,
            };
        }

        return json;
    }

    private static string Required(JsonObject root, string name, string source) =>
        (string?)root[name] is { Length: > 0 } text ? text : throw new InputException("it is missing", source, field: name, expected: "a text");

    private static ImmutableArray<string> Hashes(JsonObject root, string source)
    {
        ImmutableArray<string> hashes = [.. (root["fileSha256"] as JsonArray ?? []).Select(h => (string?)h ?? string.Empty)];
        return hashes.Length > 0 && hashes.All(h => h.Length == 64 && h.All(char.IsAsciiHexDigitLower))
            ? hashes
            : throw new InputException("no model files are named", source, field: "fileSha256", expected: "at least one SHA-256, 64 lower-case hexadecimal digits each");
    }

    private static VerdictOptions Thresholds(JsonObject? json, string source)
    {
        var options = new VerdictOptions();
        if (json is null)
        {
            return options;
        }

        ThrowIfUnknown(json, [.. VerdictThreshold.All.Select(t => t.Name)], source, "thresholds.");
        foreach (VerdictThreshold threshold in VerdictThreshold.All)
        {
            if (json[threshold.Name] is { } value)
            {
                options = threshold.With(options, (double)value);
            }
        }

        return options.Validate(source);
    }

    private static ImmutableSortedDictionary<string, DetectionCounts> Counts(JsonObject root, string member, string source)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, DetectionCounts>(StringComparer.Ordinal);
        foreach ((string name, JsonNode? node) in root[member] as JsonObject ?? [])
        {
            var counts = new DetectionCounts((long?)node?["positives"] ?? 0, (long?)node?["detected"] ?? -1, (long?)node?["negatives"] ?? 0, (long?)node?["falseAlarms"] ?? -1);
            if (counts.Positives < 1 || counts.Negatives < 1 || counts.Detected < 0 || counts.Detected > counts.Positives || counts.FalseAlarms < 0 || counts.FalseAlarms > counts.Negatives)
            {
                throw new InputException(
                    "the counts do not add up", source, field: $"{member}.{name}", expected: "positives ≥ detected ≥ 0, negatives ≥ falseAlarms ≥ 0, positives and negatives at least 1");
            }

            found.Add(name, counts);
        }

        return found.ToImmutable();
    }

    private static void ThrowIfUnknown(JsonObject json, string[] known, string source, string prefix)
    {
        foreach ((string name, _) in json)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new InputException($"no member '{name}' is known", source, field: prefix + name, remedy: NearestName.Suggest(name, known));
            }
        }
    }
}
