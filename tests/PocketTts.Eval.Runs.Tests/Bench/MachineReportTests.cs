using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Bench;

/// <summary>What contributors add to <c>reports/machines/</c>.</summary>
public sealed class MachineReportTests
{
    public static TheoryData<string> Files() => [.. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot(), "reports", "machines"), "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void MachineReport_Each_IsWhatBenchWroteAndNamesNobody(string name)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot(), "reports", "machines", name);
        BenchReport report = BenchFile.Read(path);
        string text = File.ReadAllText(path);

        // a newer tool writes members that this file cannot have: they are unknown
        Assert.True(JsonNode.DeepEquals(Known(BenchFile.Write(report)), Known(text)), name);
        Assert.StartsWith("{\n  \"schemaVersion\": 1,\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, 128 << 10);
        Assert.DoesNotMatch(new Regex("""(?<![\w.…])/(home|Users|root|tmp|work|mnt|opt|var)/|[A-Za-z]:\\\\"""), text);
        Assert.EndsWith($"-{report.Machine.Record.Fingerprint}.json", name, StringComparison.Ordinal);
        Assert.NotEmpty(report.Systems);
        Assert.All(report.Systems, s => Assert.True(s.All.OkTakes + s.All.FailedTakes + s.All.IncompleteTakes + s.All.ExcludedTakes == s.All.PlannedTakes));
    }

    private static JsonNode? Known(string json)
    {
        static JsonNode? Without(JsonNode? node) => node switch
        {
            JsonObject o => new JsonObject(o.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, Without(p.Value)))),
            JsonArray a => new JsonArray([.. a.Select(Without)]),
            _ => node?.DeepClone(),
        };
        return Without(JsonNode.Parse(json));
    }
}
