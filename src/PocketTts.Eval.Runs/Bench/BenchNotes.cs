using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>What a reader of a bench should know beside its numbers.</summary>
internal static class BenchNotes
{
    private const double SuspiciousPace = .6;

    /// <summary>The notes.</summary>
    /// <param name="report">The bench without notes.</param>
    /// <param name="takes">Its takes, marked.</param>
    public static ImmutableArray<string> Of(BenchReport report, IReadOnlyList<BenchTake> takes) =>
    [
        .. report.Machine.NoiseReasons.Select(r => $"noisy: {r}"),
        .. report.Systems.Where(s => s.Setup.IsOversubscribed).Select(s => FormattableString.Invariant($"{s.Setup.Id}: more threads ({s.Setup.ThreadCount}) than processors ({report.Machine.Record.UsableCpuCount}): they wait for each other")),
        .. report.Systems.SelectMany(s => s.Failures, (s, f) => FormattableString.Invariant($"{s.Setup.Id}: {f.Takes} of its takes, of {f.Texts} of the texts, do not count ({f.Reason})")),
        .. report.Comparisons.Where(c => !c.LeftOut.IsEmpty).Select(c => $"{c.OtherId} against {c.BaseId}: without {string.Join(", ", c.LeftOut)}, which count in one of them only"),
        .. Paces(report, takes),
        .. Percentiles(report),
        .. report.CheckedBy is null && report.Systems.Any(s => !s.Setup.IsRecognizer) ? (string[])["nobody listened: a system that loses words without becoming much shorter is not found out (--check NAME listens)"] : [],
    ];

    // all of one system's takes may be cut alike: only another system shows it
    private static IEnumerable<string> Paces(BenchReport report, IReadOnlyList<BenchTake> takes)
    {
        (string Id, string System, double Pace)[] paces =
        [
            .. report.Systems.Where(s => !s.Setup.IsRecognizer)
                .Select(s => (s.Setup.Id, s.Setup.SystemId, BenchCompleteness.Pace(takes.Where(t => string.Equals(t.SetupId, s.Setup.Id, StringComparison.Ordinal)))))
                .Where(p => p.Item3 is not null)
                .Select(p => (p.Id, p.SystemId, p.Item3!.Value)),
        ];
        foreach ((string id, string system, double pace) in paces)
        {
            double[] others = [.. paces.Where(p => p.System != system).Select(p => p.Pace)];
            if (others.Length > 0 && pace < SuspiciousPace * others.Min())
            {
                yield return FormattableString.Invariant($"{id} needs {pace:0.00} s of speech a word, the others at least {others.Min():0.00} s: does it say everything?");
            }
        }
    }

    private static IEnumerable<string> Percentiles(BenchReport report)
    {
        int most = report.Systems.Max(s => (int?)s.All.OkTakes) ?? 0;
        if (most < SpeedQuantity.LeastForP95)
        {
            yield return FormattableString.Invariant($"no 95th percentile: it needs {SpeedQuantity.LeastForP95} takes, there are {most}");
        }
        else if (most < SpeedQuantity.LeastForP99)
        {
            yield return FormattableString.Invariant($"no 99th percentile: it needs {SpeedQuantity.LeastForP99} takes, there are {most}");
        }
    }
}
