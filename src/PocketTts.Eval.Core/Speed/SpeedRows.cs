using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Speed;

/// <summary>Benches and runs of many computers → one row for each set-up and kind of computer.</summary>
public static class SpeedRows
{
    /// <summary>Medians of equal set-ups on equal fingerprints that are further apart than this, with intervals that do not meet, contradict each other.</summary>
    public const double ContradictionRatio = 1.15;

    // packages are told apart by the ends of their names: this project names no runtime
    private const string RuntimePackageEnd = ".OnnxRuntime";

    /// <summary>Rows of a bench.</summary>
    /// <param name="source">Where it is from, for people.</param>
    /// <param name="report">The bench.</param>
    public static IEnumerable<SpeedRow> Of(string source, BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Systems.Select(s => new SpeedRow
        {
            Machine = report.Machine.Record,
            SystemId = s.Setup.SystemId,
            Spec = s.Setup.Spec,
            IsRecognizer = s.Setup.IsRecognizer,
            ThreadCount = s.Setup.ThreadCount,
            Texts = Texts(report.Corpus, report.CorpusSha256, s.Lengths),
            Unit = s.Setup.Unit,
            RuntimeVersion = Runtime(report.Packages),
            Model = Model(s.Setup.Engine, s.Setup.EngineVersion, s.Setup.Files),
            Remark = report.Remark,
            Sources = [source],
            Takes = s.All.OkTakes,
            FailedTakes = s.All.FailedTakes + s.All.IncompleteTakes,
            Rtfx = s.All.Rtfx?.Median,
            RtfxLow = s.All.Rtfx?.Low,
            RtfxHigh = s.All.Rtfx?.High,
            SecondsPerWord = s.All.SecondsPerWord?.Median,
            UnitsPerSecond = s.All.UnitsPerSecond?.Median,
            FirstSpeechSeconds = s.All.FirstSpeechSeconds?.Median,
            CoreSecondsPerAudioSecond = s.All.CoreSecondsPerAudioSecond?.Median,
            StartSeconds = s.Start?.FirstAudioSeconds?.Median,
            PeakMemoryBytes = s.PeakMemoryBytes,
            CheckedWords = s.CheckedWords,
            LostWords = s.LostWords,
            IsNoisy = report.Machine.IsNoisy,
            IsOversubscribed = s.Setup.IsOversubscribed,
        });
    }

    /// <summary>Rows of a run: its timings are taken one after the other, too, but without rounds, starts and intervals.</summary>
    /// <param name="source">Where it is from, for people.</param>
    /// <param name="result">The scored run.</param>
    public static IEnumerable<SpeedRow> Of(string source, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Info.Systems.Where(s => s.Info is not null).Join(result.Systems, s => s.Id, s => s.SystemId, (system, summary) => new SpeedRow
        {
            Machine = result.Info.Machine,
            SystemId = system.Id,
            Spec = system.Spec,
            ThreadCount = system.Info!.ThreadCount,
            Texts = string.Join(" + ", result.Info.Corpora.Select(c => FormattableString.Invariant($"{Corpus(c.Name, c.Sha256)}: {c.UsedUtteranceCount} texts"))),
            RuntimeVersion = Runtime(result.Info.Packages),
            Model = Model(system.Info.Engine, system.Info.EngineVersion, system.Info.Files),
            Sources = [source],
            Takes = summary.Speed.EligibleTakes,
            FailedTakes = summary.FailedTakes + summary.MissingTakes,
            Rtfx = summary.Speed.RtfMedian is > 0 and { } rtf ? 1 / rtf : null,
            CheckedWords = summary.Accuracy.IsEmpty ? null : summary.Accuracy[0].Counts.ReferenceWords,
            LostWords = summary.Accuracy.IsEmpty ? null : summary.Accuracy[0].Counts.Deletions,
            IsOversubscribed = system.Info.ThreadCount > result.Info.Machine.UsableCpuCount,
        });
    }

    /// <summary>Pools rows of equal set-ups and texts on equal fingerprints.</summary>
    /// <param name="rows">Rows of all sources.</param>
    /// <returns>One row for each set-up, texts and fingerprint: systems first, the fastest computer of each first.</returns>
    public static ImmutableArray<SpeedRow> Pool(IEnumerable<SpeedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return
        [
            .. rows.GroupBy(r => (r.Machine.Fingerprint, r.Spec, r.ThreadCount, r.Model, r.RuntimeVersion, r.Texts, r.Remark))
                .Select(g => Merge([.. g]))
                .OrderBy(r => r.IsRecognizer)
                .ThenBy(r => r.SystemId, StringComparer.Ordinal)
                .ThenBy(r => r.ThreadCount)
                .ThenBy(r => r.Texts, StringComparer.Ordinal)
                .ThenByDescending(r => r.Rtfx ?? 0),
        ];
    }

    private static SpeedRow Merge(SpeedRow[] rows)
    {
        if (rows.Length == 1)
        {
            return rows[0];
        }

        return rows[0] with
        {
            Sources = [.. rows.SelectMany(r => r.Sources)],
            Takes = rows.Sum(r => r.Takes),
            FailedTakes = rows.Sum(r => r.FailedTakes),
            Rtfx = Mean(rows, r => r.Rtfx),
            RtfxLow = rows.Min(r => r.RtfxLow),
            RtfxHigh = rows.Max(r => r.RtfxHigh),
            SecondsPerWord = Mean(rows, r => r.SecondsPerWord),
            UnitsPerSecond = Mean(rows, r => r.UnitsPerSecond),
            FirstSpeechSeconds = Mean(rows, r => r.FirstSpeechSeconds),
            CoreSecondsPerAudioSecond = Mean(rows, r => r.CoreSecondsPerAudioSecond),
            StartSeconds = Mean(rows, r => r.StartSeconds),
            PeakMemoryBytes = rows.Max(r => r.PeakMemoryBytes),
            CheckedWords = rows.Any(r => r.CheckedWords is not null) ? rows.Sum(r => r.CheckedWords ?? 0) : null,
            LostWords = rows.Any(r => r.CheckedWords is not null) ? rows.Sum(r => r.LostWords ?? 0) : null,
            IsNoisy = rows.Any(r => r.IsNoisy),
            Contradiction = Contradiction(rows),
        };
    }

    private static string? Contradiction(SpeedRow[] rows)
    {
        SpeedRow[] known = [.. rows.Where(r => r.Rtfx is > 0).OrderBy(r => r.Rtfx)];
        if (known.Length < 2)
        {
            return null;
        }

        SpeedRow slow = known[0], fast = known[^1];
        return fast.Rtfx / slow.Rtfx > ContradictionRatio && !(slow.RtfxHigh >= fast.RtfxLow)
            ? FormattableString.Invariant($"RTFx {slow.Rtfx:0.###} in {slow.Sources[0]}, {fast.Rtfx:0.###} in {fast.Sources[0]}: the same kind of computer, another speed")
            : null;
    }

    // means of ratios are geometric; more takes count more
    private static double? Mean(SpeedRow[] rows, Func<SpeedRow, double?> value)
    {
        SpeedRow[] known = [.. rows.Where(r => value(r) > 0 && r.Takes > 0)];
        return known.Length == 0 ? null : Math.Exp(known.Sum(r => r.Takes * Math.Log(value(r)!.Value)) / known.Sum(r => r.Takes));
    }

    private static string? Runtime(ImmutableSortedDictionary<string, string> packages) => packages.FirstOrDefault(p => p.Key.EndsWith(RuntimePackageEnd, StringComparison.Ordinal)).Value;

    private static string Texts(string corpus, string hash, ImmutableArray<BenchRow> lengths) =>
        FormattableString.Invariant($"{Corpus(corpus, hash)}: {string.Join(", ", lengths.Select(l => l.Words).OfType<int>())} words");

    private static string Corpus(string name, string hash) => $"{name} {hash[..Math.Min(4, hash.Length)]}";

    private static string Model(string engine, string version, ImmutableArray<ModelFile> files) =>
        $"{engine}/{version} {string.Join(' ', files.Select(f => f.Sha256[..Math.Min(12, f.Sha256.Length)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
}
