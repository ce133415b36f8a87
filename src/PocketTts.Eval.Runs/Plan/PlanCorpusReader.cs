using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Reads a corpus of a plan file: its path, or a mapping with a path and filters.</summary>
internal sealed class PlanCorpusReader(PlanValues values)
{
    /// <summary>Reads one; null when it is wrong.</summary>
    public CorpusChoice? Read(YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            return values.Text(node, "corpora") is { } path ? new CorpusChoice(path, CorpusFilter.None, []) : null;
        }

        values.CheckKeys(mapping, PlanKeys.Corpus);
        Sourced<string>[] tags = values.Texts(mapping, "tags") ?? [];
        Sourced<string>[] without = values.Texts(mapping, "without") ?? [];
        (int? minimum, int? maximum) = Length(mapping);
        (int? sample, long? seed) = Sample(mapping);
        var filter = new CorpusFilter
        {
            Tags = [.. tags.Select(t => t.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Without = [.. without.Select(t => t.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            MinimumLength = minimum,
            MaximumLength = maximum,
            Sample = sample,
            SampleSeed = seed,
            Limit = (int?)values.Integer(mapping, "limit", 1, int.MaxValue),
        };
        if (mapping.Find("path") is null)
        {
            values.Add(values.At(node, "corpora").Error("a corpus has no path", "path: FOLDER or FILE"));
            return null;
        }

        return values.Text(mapping, "path") is { } given ? new CorpusChoice(given, filter, [.. tags, .. without]) : null;
    }

    private (int? Minimum, int? Maximum) Length(YamlMapping mapping)
    {
        if (values.Mapping(mapping, "length", PlanKeys.Length) is not { } length)
        {
            return (null, null);
        }

        int? minimum = (int?)values.Integer(length, "min", 1, 1_000_000);
        int? maximum = (int?)values.Integer(length, "max", 1, 1_000_000);
        if (minimum > maximum)
        {
            values.Add(values.At(length, "length").Error(FormattableString.Invariant($"min {minimum} is larger than max {maximum}"), "min at most max"));
        }

        return (minimum, maximum);
    }

    private (int? Count, long? Seed) Sample(YamlMapping mapping)
    {
        if (mapping.Find("sample")?.Value is not YamlMapping)
        {
            return ((int?)values.Integer(mapping, "sample", 1, int.MaxValue), null);
        }

        YamlMapping sample = values.Mapping(mapping, "sample", PlanKeys.Sample)!;
        if (sample.Find("count") is null)
        {
            values.Add(values.At(sample, "sample").Error("a sample has no count", "count: N"));
        }

        return ((int?)values.Integer(sample, "count", 1, int.MaxValue), values.Integer(sample, "seed", 0, long.MaxValue));
    }
}
