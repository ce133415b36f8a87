using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>A row of <c>systems.csv</c>: one system as one recognizer heard it.</summary>
/// <param name="Result">The run.</param>
/// <param name="Summary">Its numbers.</param>
/// <param name="Asked">What the run says of it.</param>
/// <param name="RecognizerId">The recognizer; null in a run without any.</param>
internal sealed record SystemRow(RunResult Result, SystemSummary Summary, RunSystem? Asked, string? RecognizerId)
{
    public AccuracySummary? Accuracy { get; } = Summary.Accuracy.FirstOrDefault(a => a.RecognizerId == RecognizerId);

    public VerdictSummary? Verdicts { get; } = Summary.Verdicts.FirstOrDefault(v => v.RecognizerId == RecognizerId);

    public ErrorProfile? Profile { get; } = RecognizerId is null ? null : ErrorProfiler.Of(Result, Summary.SystemId, RecognizerId);

    /// <summary>Largest working set of any take, in bytes; null when the result does not hold all takes.</summary>
    public long? PeakMemoryBytes { get; } =
        Result.Digest is not null ? null : Result.Takes.Where(t => t.Take.Key.SystemId == Summary.SystemId).Max(t => t.Take.Synthesis?.ProcessPeakMemoryBytes);

    /// <summary>A rate of the verdicts; one of a fault that did not occur is 0 of all takes.</summary>
    public FaultRate? Rate(string name) => Verdicts is null ? null : Verdicts.Rate(name) ?? new FaultRate(name, 0, 0, Verdicts.CountedTakes);

    /// <summary>All rows of a run: systems in plan order, for each the recognizers in plan order.</summary>
    public static IEnumerable<SystemRow> Of(RunResult result) =>
        from system in result.Systems
        let asked = result.Info.Systems.FirstOrDefault(s => s.Id == system.SystemId)
        from recognizer in result.Info.Recognizers.Select(r => (string?)r.Id).DefaultIfEmpty()
        select new SystemRow(result, system, asked, recognizer);
}
