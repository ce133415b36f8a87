using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

internal static class SummaryTableBuilder
{
    private static readonly SummaryColumn Recognizer = new("recognizer", "Recognizer", false, "Who wrote down what was heard.");

    private static readonly ImmutableArray<SummaryColumn> Columns =
    [
        new("system", "System", false, "Synthesizer set-up under test."),
        Recognizer,
        new("wer", "WER", true, "Word error rate, micro: (substituted + lost + inserted) ÷ words of the texts, over all counted takes."),
        new("wer95", "95 % interval", true, "95 % confidence interval of the micro WER; takes of one utterance count as one that was repeated."),
        new("werMacro", "Macro WER", true, "Mean over utterances of each utterance's own word error rate."),
        new("words", "Words", true, "Words of the texts over all counted takes."),
        new("lost", "Lost", true, "Words of the text that are missing in the transcript (deletions)."),
        new("substituted", "Subst.", true, "Words with another word in their place."),
        new("inserted", "Inserted", true, "Words of the transcript that the text does not have."),
        new("failedTakes", "Failed takes", true, "Takes that failed in any stage, of the planned ones."),
        new("rtfMedian", "RTF median", true, "Synthesis time ÷ audio time, median over takes with a usable timing; smaller is better."),
        new("rtfP95", "RTF p95", true, "95th percentile of RTF over takes; needs 20 takes."),
        new("rtfx", "RTFx", true, "Total audio time ÷ total synthesis time; larger is better."),
        new("firstAudio", "First audio", true, "Median time from the call to the first sound."),
    ];

    public static SummaryTable Build(RunResult result)
    {
        bool severalRecognizers = result.Info.Recognizers.Length > 1;
        ImmutableArray<SummaryColumn> columns = severalRecognizers ? Columns : Columns.Remove(Recognizer);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var answers = ImmutableArray.CreateBuilder<string>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (SystemSummary system in result.Systems)
        {
            AccuracySummary?[] accuracies = system.Accuracy.IsDefaultOrEmpty ? [null] : [.. system.Accuracy];
            foreach (AccuracySummary? accuracy in accuracies)
            {
                rows.Add([.. columns.Select(column => Cell(column.Key, system, accuracy))]);
                answers.Add(Answer(system, accuracy));
            }

            if (system.IsDeterministic == true)
            {
                notes.Add($"{system.SystemId} is deterministic: every repeat gave identical audio, so its {Formatting.Count(system.PlannedTakes, "take")} count as {Formatting.Count(system.DistinctTakes)}, once per text.");
            }
            else if (system.DistinctTakes < system.PlannedTakes - system.FailedTakes - system.MissingTakes)
            {
                notes.Add($"{system.SystemId}: {Formatting.Count(system.DistinctTakes)} of its takes differ in sound; identical repeats count once.");
            }
        }

        notes.Add("Machine: " + Machine(result.Info.Machine) + ".");
        return new SummaryTable(columns, rows.ToImmutable(), answers.ToImmutable(), notes.ToImmutable(), Summaries.NotMeasured.Of(result));
    }

    /// <summary>The machine in a line.</summary>
    public static string Machine(MachineRecord machine)
    {
        var parts = new List<string> { machine.CpuBrand ?? machine.CpuIdentity ?? "processor unknown" };
        parts.Add(machine.LogicalCpuCount is { } all && all != machine.UsableCpuCount
            ? string.Create(CultureInfo.InvariantCulture, $"{machine.UsableCpuCount} of {all} processors usable")
            : Formatting.Count(machine.UsableCpuCount, "processor"));
        if (machine.MemoryBytes is not null)
        {
            parts.Add(Formatting.Bytes(machine.MemoryBytes) + " memory");
        }

        parts.Add(machine.OperatingSystem);
        parts.Add(machine.Architecture);
        parts.Add(machine.Runtime);
        if (machine.Virtualization is not null)
        {
            parts.Add(machine.Virtualization);
        }

        return string.Join(", ", parts);
    }

    private static string Cell(string key, SystemSummary system, AccuracySummary? accuracy) => key switch
    {
        "system" => system.SystemId,
        "recognizer" => accuracy?.RecognizerId ?? Formatting.Unknown,
        "wer" => Formatting.Percent(accuracy?.Counts.WordErrorRate),
        "wer95" => Formatting.PercentInterval(accuracy?.Interval),
        "werMacro" => Formatting.Percent(accuracy?.MacroWordErrorRate),
        "words" => Formatting.Count(accuracy?.Counts.ReferenceWords),
        "lost" => Formatting.Count(accuracy?.Counts.Deletions),
        "substituted" => Formatting.Count(accuracy?.Counts.Substitutions),
        "inserted" => Formatting.Count(accuracy?.Counts.Insertions),
        "failedTakes" => Failed(system),
        "rtfMedian" => Formatting.Ratio(system.Speed.RtfMedian),
        "rtfP95" => Formatting.Ratio(system.Speed.RtfP95),
        "rtfx" => Formatting.Ratio(system.Speed.Rtfx),
        "firstAudio" => Formatting.Seconds(system.Speed.FirstAudioSecondsMedian),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no such column"),
    };

    private static string Failed(SystemSummary system)
    {
        string text = Formatting.Count(system.FailedTakes) + " of " + Formatting.Count(system.PlannedTakes);
        return system.MissingTakes == 0 ? text : text + ", " + Formatting.Count(system.MissingTakes) + " missing";
    }

    private static string Answer(SystemSummary system, AccuracySummary? accuracy)
    {
        string words = accuracy?.Counts.WordErrorRate is { } rate
            ? $"word error rate {Formatting.Percent(rate)}"
                + (accuracy.Interval is null ? string.Empty : $" [{Formatting.PercentInterval(accuracy.Interval)}]")
                + $" by {accuracy.RecognizerId}: of {Formatting.Count(accuracy.Counts.ReferenceWords, "word")} {Formatting.Count(accuracy.Counts.Deletions)} lost, {Formatting.Count(accuracy.Counts.Substitutions)} substituted, and {Formatting.Count(accuracy.Counts.Insertions)} inserted"
            : "no take could be compared with its text" + (accuracy is null ? string.Empty : " by " + accuracy.RecognizerId);
        string takes = system.FailedTakes == 0 ? "no failed take" : $"{Formatting.Count(system.FailedTakes)} of {Formatting.Count(system.PlannedTakes, "take")} failed";
        if (system.MissingTakes > 0)
        {
            takes += $", {Formatting.Count(system.MissingTakes)} not reached";
        }

        string speed = system.Speed.Rtfx is null
            ? "speed not measured"
            : $"RTFx {Formatting.Ratio(system.Speed.Rtfx)} (median RTF {Formatting.Ratio(system.Speed.RtfMedian)})";
        return $"{system.SystemId}: {words}; {takes}; {speed}.";
    }
}
