using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>A system of a report.</summary>
/// <param name="Index">Its place among the systems of all runs; gives its colour and shape.</param>
/// <param name="Run">Its run.</param>
/// <param name="Label">Its id, with the run's name before it where several runs have the id.</param>
/// <param name="System">What it is.</param>
/// <param name="Summary">Its numbers.</param>
internal sealed record ReportSystem(int Index, ReportRun Run, string Label, RunSystem System, SystemSummary Summary)
{
    /// <summary>Id within its run.</summary>
    public string Id => System.Id;

    /// <summary>Word errors by the first recognizer of the run; null without.</summary>
    public AccuracySummary? Accuracy => Summary.Accuracy.FirstOrDefault(a => a.RecognizerId == Run.RecognizerId);

    /// <summary>Verdicts by the first recognizer of the run; null when nothing was judged.</summary>
    public VerdictSummary? Verdicts => Summary.Verdicts.FirstOrDefault(v => v.RecognizerId == Run.RecognizerId && v.CountedTakes > 0);
}
