using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Comparisons for machines; values are natural: fractions, seconds, bytes.</summary>
public static class CompareJson
{
    /// <summary>Raised whenever a field changes its meaning or goes away.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Renders them.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <returns>The document, LF at the end.</returns>
    public static string Render(IReadOnlyList<SystemComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteStartArray("comparisons");
            foreach (SystemComparison comparison in comparisons)
            {
                Write(json, comparison);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(content.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SystemComparison comparison)
    {
        SystemPair pair = comparison.Pair;
        json.WriteStartObject();
        json.WriteString("base", pair.BaseTable.Name);
        json.WriteString("baseSystem", pair.BaseSystemId);
        json.WriteString("head", pair.HeadTable.Name);
        json.WriteString("headSystem", pair.HeadSystemId);
        json.WriteString("recognizer", comparison.RecognizerId);
        json.WriteStartArray("notComparable");
        foreach (Incomparability reason in comparison.Incomparable)
        {
            json.WriteStringValue(reason.What);
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (MetricDifference difference in comparison.Differences)
        {
            Write(json, difference);
        }

        json.WriteEndArray();
        json.WriteStartArray("words");
        foreach (WordChange word in comparison.Words)
        {
            json.WriteStartObject();
            json.WriteString("corpus", word.Corpus);
            json.WriteString("utterance", word.UtteranceId);
            json.WriteNumber("index", word.WordIndex);
            json.WriteString("word", word.Word);
            json.WriteNumber("baseWrong", word.BaseWrong);
            json.WriteNumber("baseTakes", word.BaseTakes);
            json.WriteNumber("headWrong", word.HeadWrong);
            json.WriteNumber("headTakes", word.HeadTakes);
            json.WriteNumber("probability", word.Probability);
            json.WriteNumber("adjustedProbability", word.AdjustedProbability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MetricDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("metric", difference.Metric.Id);
        json.WriteString("slice", difference.Slice);
        json.WriteString("shownUnit", difference.Metric.Unit.Name);
        json.WriteBoolean("higherIsBetter", difference.Metric.IsHigherBetter);
        Write(json, "base", difference.Base);
        Write(json, "head", difference.Head);
        json.WriteBoolean("isRelative", difference.IsRelative);
        Write(json, "change", difference.Change);
        Write(json, "changeLow", difference.ChangeInterval?.Low);
        Write(json, "changeHigh", difference.ChangeInterval?.High);
        Write(json, "probability", difference.Probability);
        Write(json, "adjustedProbability", difference.AdjustedProbability);
        json.WriteString("test", difference.TestName);
        Write(json, "detectable", difference.Detectable);
        json.WriteNumber("texts", difference.Texts);
        json.WriteNumber("textsOnlyInBase", difference.OnlyBase.Length);
        json.WriteNumber("textsOnlyInHead", difference.OnlyHead.Length);
        json.WriteString("verdict", difference.Verdict switch
        {
            DifferenceVerdict.Better => "better",
            DifferenceVerdict.Worse => "worse",
            DifferenceVerdict.NotComparable => "not-comparable",
            DifferenceVerdict.NoData => "no-data",
            _ => "no-difference-found",
        });
        json.WriteString("reason", difference.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, MetricValue value)
    {
        json.WriteStartObject(name);
        Write(json, "value", value.Value);
        Write(json, "low", value.Interval?.Low);
        Write(json, "high", value.Interval?.High);
        json.WriteNumber("texts", value.Texts);
        json.WriteNumber("takes", value.Takes);
        Write(json, "effectiveTakes", value.EffectiveTakes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
