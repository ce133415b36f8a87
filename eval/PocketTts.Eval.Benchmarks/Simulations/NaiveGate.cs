using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Benchmarks.Simulations;

/// <summary>
/// A gate as one writes it first, to measure ours against: for each rule pick the takes out of both tables, draw texts again 10,000 times and walk their takes, flip signs 10,000 times. Takes of one text stay together, so that
/// it answers the same question.
/// </summary>
internal static class NaiveGate
{
    private const int Resamples = 10_000;

    /// <summary>Decides one rule: true for a pass, false for a fail, null for neither.</summary>
    public static bool? Decide(ScoreTable head, ScoreTable baseline, Metric metric, double margin, double alpha)
    {
        Dictionary<string, List<(double Top, double Bottom)>> now = Collect(head, metric);
        Dictionary<string, List<(double Top, double Bottom)>> before = Collect(baseline, metric);
        string[] texts = [.. now.Keys.Where(before.ContainsKey)];
        double observed = Ratio(texts, now) - Ratio(texts, before);
        var random = new Random(1);
        var differences = new List<double>();
        for (int resample = 0; resample < Resamples; resample++)
        {
            string[] drawn = [.. Enumerable.Range(0, texts.Length).Select(_ => texts[random.Next(texts.Length)])];
            differences.Add(Ratio(drawn, now) - Ratio(drawn, before));
        }

        differences.Sort();
        int beyond = 0;
        double[] excess = [.. texts.Select(t => now[t].Sum(v => v.Top) - before[t].Sum(v => v.Top))];
        for (int draw = 0; draw < Resamples; draw++)
        {
            beyond += excess.Sum(e => random.Next(2) == 0 ? e : -e) >= excess.Sum() ? 1 : 0;
        }

        double upper = differences[(int)(Resamples * (1 - alpha))];
        return upper <= margin ? true : observed > margin && (beyond + 1.0) / (Resamples + 1) < alpha ? false : null;
    }

    private static double Ratio(string[] texts, Dictionary<string, List<(double Top, double Bottom)>> takes)
    {
        double top = 0;
        double bottom = 0;
        foreach (string text in texts)
        {
            foreach ((double takeTop, double takeBottom) in takes[text])
            {
                top += takeTop;
                bottom += takeBottom;
            }
        }

        return top / bottom;
    }

    private static Dictionary<string, List<(double Top, double Bottom)>> Collect(ScoreTable table, Metric metric) => table.Takes
        .GroupBy(t => t.Key.Corpus + "/" + t.Key.UtteranceId)
        .ToDictionary(
            g => g.Key,
            g => g.Select(t => (
                metric.Numerators.Sum(n => t.Values[table.Columns.IndexOf(n)]),
                metric.Denominator is null ? 1 : t.Values[table.Columns.IndexOf(metric.Denominator)])).ToList());
}
