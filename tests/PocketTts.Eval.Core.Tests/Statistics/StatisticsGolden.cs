using System.Text.Json;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Tests.Statistics;

/// <summary>Rows of statistics.json and comparisons to the precision it promises.</summary>
internal static class StatisticsGolden
{
    public static IEnumerable<JsonElement> Rows(string section)
    {
        JsonElement element = GoldenRows.Section("statistics.json", section);
        JsonElement[] rows = [.. (element.ValueKind == JsonValueKind.Array ? element : element.GetProperty("rows")).EnumerateArray()];
        Assert.NotEmpty(rows);
        return rows;
    }

    public static double Real(this JsonElement row, string field) => row.GetProperty(field).GetDouble();

    public static double[] Reals(this JsonElement row, string field) => [.. row.GetProperty(field).EnumerateArray().Select(e => e.GetDouble())];

    public static bool Has(this JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Equal to 1e-9, relative or, below 1e-9, absolute 1e-15.</summary>
    public static void Same(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= Math.Max(1e-15, 1e-9 * Math.Abs(expected)), FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));

    public static void Same(JsonElement expected, Interval? actual)
    {
        Assert.NotNull(actual);
        double[] ends = [.. expected.EnumerateArray().Select(e => e.GetDouble())];
        Same(ends[0], actual.Value.Low);
        Same(ends[1], actual.Value.High);
    }

    /// <summary>Checks a field where the row has it.</summary>
    public static void SameIfGiven(JsonElement row, string field, double actual)
    {
        if (row.Has(field))
        {
            Same(row.Real(field), actual);
        }
    }
}
