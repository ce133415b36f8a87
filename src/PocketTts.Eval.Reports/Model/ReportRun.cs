using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Model;

/// <summary>A run of a report.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Label">Its name, made unique.</param>
/// <param name="Result">The run.</param>
/// <param name="Folder">Its folder, or null.</param>
/// <param name="Gate">What the gate decided of it, or null.</param>
internal sealed record ReportRun(int Index, string Label, RunResult Result, string? Folder, GateNote? Gate)
{
    /// <summary>What the run is.</summary>
    public RunInfo Info => Result.Info;

    /// <summary>The recognizer whose words the report shows first; null in a run without.</summary>
    public string? RecognizerId => Info.Recognizers.FirstOrDefault()?.Id;
}
