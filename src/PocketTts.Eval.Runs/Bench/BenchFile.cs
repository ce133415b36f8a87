using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Reads and writes <c>bench.json</c>, the file that <c>reports/machines/</c> collects.</summary>
public static class BenchFile
{
    /// <summary>Name of the file in the folder of a bench.</summary>
    public const string Name = "bench.json";

    private const long LargestBytes = 4 << 20;

    /// <summary>Writes a bench as JSON in which every group of plain values stands on one line.</summary>
    /// <param name="report">The bench.</param>
    /// <returns>The text, with a line feed at the end.</returns>
    public static string Write(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Append(text, JsonSerializer.SerializeToNode(report, BenchJson.Context.BenchReport), 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Reads a bench.</summary>
    /// <param name="path">The file, or a folder that holds <see cref="Name"/>.</param>
    /// <returns>The bench.</returns>
    /// <exception cref="InputException">It is not there, is no bench, has another version, or its fingerprint does not belong to its processor.</exception>
    public static BenchReport Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, Name) : path;
        BenchReport report;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > LargestBytes })
            {
                throw new InputException("the file is too large to be a bench", file, expected: "at most 4 MiB");
            }

            byte[] bytes = File.ReadAllBytes(file);
            ThrowIfOtherVersion(bytes, file);
            report = JsonSerializer.Deserialize(bytes, BenchJson.Context.BenchReport) ?? throw new JsonException("null");
        }
        catch (JsonException problem)
        {
            throw new InputException($"this is no bench ({problem.Message.ReplaceLineEndings(" ")})", file, problem.LineNumber is { } line ? (int)line + 1 : null, expected: $"{Name} as 'pocket-eval bench' writes it", innerException: problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({problem.Message})", file, innerException: problem);
        }

        string expected = MachineFingerprint.Compute(report.Machine.Record);
        return string.Equals(expected, report.Machine.Record.Fingerprint, StringComparison.Ordinal)
            ? report
            : throw new InputException($"found '{report.Machine.Record.Fingerprint}'", file, field: "machine.record.fingerprint", expected: $"'{expected}', which belongs to this processor", remedy: "leave the file as 'pocket-eval bench' wrote it");
    }

    private static void ThrowIfOtherVersion(byte[] bytes, string file)
    {
        using JsonDocument document = JsonDocument.Parse(bytes);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("schemaVersion", out JsonElement version)
            || !version.TryGetInt32(out int number))
        {
            throw new InputException("this is no bench", file, field: "schemaVersion", expected: $"{BenchReport.CurrentSchema}");
        }

        if (number != BenchReport.CurrentSchema)
        {
            throw new InputException($"found {number}", file, field: "schemaVersion", expected: $"{BenchReport.CurrentSchema}", remedy: number > BenchReport.CurrentSchema ? "use a newer pocket-eval" : "measure anew");
        }
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        IEnumerable<(string? Name, JsonNode? Value)> members = node switch
        {
            JsonObject o => o.Select(p => ((string?)p.Key, p.Value)),
            JsonArray a => a.Select(v => ((string?)null, v)),
            _ => [],
        };
        bool isPlain = members.All(m => m.Value is null or JsonValue);
        if (node is not (JsonObject or JsonArray) || (isPlain && depth > 1) || !members.Any())
        {
            text.Append(node is null ? "null" : node.ToJsonString(BenchJson.Context.Options));
            return;
        }

        text.Append(node is JsonObject ? '{' : '[');
        bool isFirst = true;
        foreach ((string? name, JsonNode? value) in members)
        {
            text.Append(isFirst ? "\n" : ",\n").Append(' ', 2 * (depth + 1));
            isFirst = false;
            if (name is not null)
            {
                text.Append('"').Append(name).Append("\": ");
            }

            Append(text, value, depth + 1);
        }

        text.Append('\n').Append(' ', 2 * depth).Append(node is JsonObject ? '}' : ']');
    }
}
