using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Which verdict is right for which fault.</summary>
internal static class FindingRules
{
    /// <summary>What the right verdicts of a kind are called, for tables.</summary>
    public static string Expected(FaultKind kind) => kind switch
    {
        FaultKind.Untouched => "none",
        FaultKind.Skip => "skipped",
        FaultKind.Double => "repeated",
        FaultKind.Mangle => "mangled or replaced",
        FaultKind.Truncate or FaultKind.CutTail => "truncated",
        FaultKind.Clause => "clause-skipped",
        FaultKind.CutWord => "skipped, mangled or replaced",
        FaultKind.Gap => "choppy or long-pause",
        FaultKind.Click => "clicks",
        FaultKind.Noise => "garbled",
        _ => "clipped",
    };

    /// <summary>What became of the fault of a take.</summary>
    public static Finding Of(InjectedFault fault, TakeVerdict verdict)
    {
        WordVerdict[] affected = [.. verdict.Words.Where(w => Touches(fault, w))];
        bool isFound = fault.Kind switch
        {
            FaultKind.Untouched => throw new ArgumentException("an untouched take has no fault", nameof(fault)),
            FaultKind.Skip => affected.Any(w => w.Kind == WordVerdictKind.Skipped),
            FaultKind.Double => affected.Any(w => w.Kind == WordVerdictKind.Repeated),
            FaultKind.Mangle => affected.Any(w => w.Kind is WordVerdictKind.Mangled or WordVerdictKind.Replaced),
            FaultKind.CutWord => affected.Any(w => w.Kind is WordVerdictKind.Skipped or WordVerdictKind.Mangled or WordVerdictKind.Replaced),
            FaultKind.Truncate or FaultKind.CutTail => verdict.Has(TakeFaultKind.Truncated),
            FaultKind.Clause => verdict.Has(TakeFaultKind.ClauseSkipped),
            FaultKind.Gap => verdict.Has(TakeFaultKind.Choppy) || verdict.Has(TakeFaultKind.LongPause),
            FaultKind.Click => verdict.Has(TakeFaultKind.Clicks),
            FaultKind.Noise => verdict.Has(TakeFaultKind.Garbled),
            _ => verdict.Has(TakeFaultKind.Clipped),
        };
        return isFound ? Finding.Found
            : affected.Any(w => w.IsFault) || (fault.TextStart is null && (verdict.Faults.Length > 0 || verdict.Words.Any(w => w.IsFault))) ? Finding.OtherName
            : Finding.Missed;
    }

    /// <summary>Whether a word of the text is affected by a fault.</summary>
    public static bool Touches(InjectedFault fault, WordVerdict word) => word.Span.Start < fault.TextEnd && word.Span.End > fault.TextStart;
}
