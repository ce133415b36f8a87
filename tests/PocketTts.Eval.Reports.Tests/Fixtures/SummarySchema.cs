using Json.Schema;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>The committed JSON Schema of summary.json; the library takes in a schema of one identity once.</summary>
internal static class SummarySchema
{
    public static string FilePath { get; } = Path.Combine(SharedFiles.RepositoryRoot(), "docs", "summary.schema.json");

    public static JsonSchema Schema { get; } = JsonSchema.FromFile(FilePath);
}
