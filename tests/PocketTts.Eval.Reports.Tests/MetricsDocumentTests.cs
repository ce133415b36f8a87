using System.Collections.Immutable;
using System.Reflection;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Reports.Csv;
using PocketTts.Eval.Reports.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Reports.Tests;

/// <summary>docs/metrics.md defines every number that is written.</summary>
public sealed class MetricsDocumentTests
{
    // no measurements: versions of forms
    private static readonly string[] s_versions = ["schemaVersion", "rulesVersion"];

    private static readonly string s_page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot(), "docs", "metrics.md"));

    [Fact]
    public void Page_EveryNumberOfTheSummary_IsDefined() =>
        AssertDefined(Numbers(typeof(SummaryDocument), "PocketTts.Eval.Reports").Distinct(StringComparer.Ordinal).Except(s_versions, StringComparer.Ordinal));

    [Fact]
    public void Page_EveryColumnOfNumbers_IsDefined()
    {
        string[] texts =
        [
            "system", "corpus", "utterance", "status", "failureStage", "failureReason", "failureMessage", "language", "tags", "timingEligible", "text", "audioSha256", "warnings", "repeatsEarlierTake", "transcript", "severity", "faults",
            "recognizer", "counted", "form", "word", "verdict", "confidence", "rule", "heard", "textOrRecognizer",
        ];

        AssertDefined(TakesCsvWriter.AllColumns.Concat(WordsCsvWriter.AllColumns).Except(texts, StringComparer.Ordinal));
    }

    [Fact]
    public void Page_EveryMetricOfTheGate_IsDefined() =>
        AssertDefined(MetricCatalog.Names
            .Select(n => n.EndsWith("-confirmed", StringComparison.Ordinal) ? n[..^"-confirmed".Length] : n)
            .Except(Quantities.TakeFaults, StringComparer.Ordinal));

    private static void AssertDefined(IEnumerable<string> names)
    {
        string[] all = [.. names];
        Assert.NotEmpty(all);
        string missing = string.Join(", ", all.Where(n => !s_page.Contains($"`{n}`", StringComparison.Ordinal)));
        Assert.True(missing.Length == 0, missing);
    }

    private static IEnumerable<string> Numbers(Type type, string space)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type of = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            of = of.IsGenericType && of.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? of.GetGenericArguments()[0] : of;
            if (of == typeof(int) || of == typeof(long) || of == typeof(double))
            {
                yield return char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            }
            else if (of.Namespace?.StartsWith(space, StringComparison.Ordinal) == true && !of.IsEnum)
            {
                foreach (string inner in Numbers(of, space))
                {
                    yield return inner;
                }
            }
        }
    }
}
