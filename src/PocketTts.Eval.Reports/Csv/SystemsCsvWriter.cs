using System.Collections.Immutable;
using CsvHelper;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>
/// <c>systems.csv</c>: a row per system and recognizer with all its numbers, so that the rows of many runs can be put under each other. The columns are
/// described in docs/report-files.md.
/// </summary>
internal static class SystemsCsvWriter
{
    private static readonly ImmutableArray<(string Name, Func<SystemRow, object?> Value)> s_columns =
    [
        .. Identity(), .. Takes(), .. WordErrors(),
        .. new[] { "skipped", "mangled", "replaced", "repeated", "merged", "split", "unsure", "inserted" }.SelectMany(n => Rate(n, r => r.Rate(n), isCorrected: true)),
        .. Rate("majorOrWorseTakes", r => r.Verdicts?.FailedTakes, isCorrected: true),
        .. Rate("catastrophicTakes", r => r.Verdicts?.CatastrophicTakes, isCorrected: true),
        .. Enum.GetValues<TakeFaultKind>().SelectMany(k => Rate(InCamelCase(k.Name()) + "Takes", r => r.Rate(k.Name()), isCorrected: false)),
        .. Repeats(), .. Speed(),
    ];

    public static async Task WriteAsync(RunResult result, TextWriter output, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = CsvWriter.Create(output, CsvText.Options, leaveOpen: true);
        foreach ((string name, _) in s_columns)
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellationToken);
        foreach (SystemRow row in SystemRow.Of(result))
        {
            foreach ((_, Func<SystemRow, object?> value) in s_columns)
            {
                Write(csv, value(row));
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case double number:
                csv.WriteField(number, "0.########");
                break;
            case int number:
                csv.WriteField(number);
                break;
            case long number:
                csv.WriteField(number);
                break;
            case bool yes:
                csv.WriteField(yes);
                break;
            default:
                CsvText.Write(csv, (string?)value);
                break;
        }
    }

    private static IEnumerable<(string, Func<SystemRow, object?>)> Identity() =>
    [
        ("run", r => r.Result.Info.Name),
        ("createdUtc", r => r.Result.Info.CreatedUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ("toolVersion", r => r.Result.Info.ToolVersion),
        ("machineFingerprint", r => r.Result.Info.Machine.Fingerprint),
        ("cpu", r => r.Result.Info.Machine.CpuBrand),
        ("usableCpus", r => r.Result.Info.Machine.UsableCpuCount),
        ("system", r => r.Summary.SystemId),
        ("spec", r => r.Asked?.Spec),
        ("engine", r => r.Asked?.Info?.Engine),
        ("engineVersion", r => r.Asked?.Info?.EngineVersion),
        ("voice", r => r.Asked?.Info?.Voice),
        ("threads", r => r.Asked?.Info?.ThreadCount),
        ("recognizer", r => r.RecognizerId),
        ("normalizer", r => r.Result.Scoring?.Normalizer ?? r.Result.Info.Normalizer),
        ("rulesVersion", r => r.Result.Scoring?.RulesVersion),
        ("utterances", r => r.Result.Info.Corpora.Sum(c => c.UsedUtteranceCount)),
    ];

    private static IEnumerable<(string, Func<SystemRow, object?>)> Takes() =>
    [
        ("plannedTakes", r => r.Summary.PlannedTakes),
        ("failedTakes", r => r.Summary.FailedTakes),
        ("missingTakes", r => r.Summary.MissingTakes),
        ("distinctTakes", r => r.Summary.DistinctTakes),
        ("deterministic", r => r.Summary.IsDeterministic),
        ("countedTakes", r => r.Accuracy?.CountedTakes),
        ("failures", r => InWords(r.Summary.Failures)),
        ("warnings", r => InWords(r.Summary.Warnings)),
    ];

    private static IEnumerable<(string, Func<SystemRow, object?>)> WordErrors() =>
    [
        ("takesWithErrors", r => r.Accuracy?.TakesWithErrors),
        ("sentenceErrorRate", r => r.Profile?.SentenceErrorRate),
        ("referenceWords", r => r.Accuracy?.Counts.ReferenceWords),
        ("hits", r => r.Accuracy?.Counts.Hits),
        ("substitutions", r => r.Accuracy?.Counts.Substitutions),
        ("deletions", r => r.Accuracy?.Counts.Deletions),
        ("insertions", r => r.Accuracy?.Counts.Insertions),
        ("werMicro", r => r.Accuracy?.Counts.WordErrorRate),
        ("werMicro95Low", r => r.Accuracy?.Interval?.Low),
        ("werMicro95High", r => r.Accuracy?.Interval?.High),
        ("werMacro", r => r.Accuracy?.MacroWordErrorRate),
        ("werMacroCapped", r => r.Profile?.CappedMacroWordErrorRate),
        ("substitutionRate", r => r.Profile?.Words.SubstitutionRate()),
        ("deletionRate", r => r.Profile?.Words.DeletionRate()),
        ("insertionRate", r => r.Profile?.Words.InsertionRate()),
        ("mer", r => r.Profile?.Words.MatchErrorRate()),
        ("wil", r => r.Profile?.Words.WordInformationLost()),
        ("cer", r => r.Profile?.Characters.ErrorRate),
        ("firstWordWrongRate", r => r.Profile?.FirstWord.WrongRate),
        ("innerWordWrongRate", r => r.Profile?.InnerWords.WrongRate),
        ("lastWordWrongRate", r => r.Profile?.LastWord.WrongRate),
        ("words", r => r.Verdicts?.Words),
        ("textOrRecognizerWords", r => r.Verdicts?.TextOrRecognizerWords),
    ];

    private static IEnumerable<(string, Func<SystemRow, object?>)> Repeats() =>
    [
        ("cleanTakes", r => r.Verdicts?.Clean),
        ("minorTakes", r => r.Verdicts?.Minor),
        ("majorTakes", r => r.Verdicts?.Major),
        ("wordsInSeveralTakes", r => r.Verdicts?.Stability.Words),
        ("neverWrongWords", r => r.Verdicts?.Stability.NeverWrong),
        ("sometimesWrongWords", r => r.Verdicts?.Stability.SometimesWrong),
        ("alwaysWrongWords", r => r.Verdicts?.Stability.AlwaysWrong),
        ("meanFlipRate", r => r.Verdicts?.Stability.MeanFlipRate),
        ("takesDrawn", r => r.Verdicts?.Stability.TakesDrawn),
        ("passAll", r => r.Verdicts?.Stability.PassAll),
        ("passOne", r => r.Verdicts?.Stability.PassOne),
        ("intraclassCorrelation", r => r.Verdicts?.Stability.Homogeneity?.IntraclassCorrelation),
        ("designEffect", r => r.Verdicts?.Stability.Homogeneity?.DesignEffect),
    ];

    private static IEnumerable<(string, Func<SystemRow, object?>)> Speed() =>
    [
        ("eligibleTakes", r => r.Summary.Speed.EligibleTakes),
        ("rtfMedian", r => r.Summary.Speed.RtfMedian),
        ("rtfP95", r => r.Summary.Speed.RtfP95),
        ("rtfx", r => r.Summary.Speed.Rtfx),
        ("firstAudioSecondsMedian", r => r.Summary.Speed.FirstAudioSecondsMedian),
        ("audioSeconds", r => r.Summary.Speed.EligibleTakes == 0 ? null : r.Summary.Speed.AudioSeconds),
        ("wallSeconds", r => r.Summary.Speed.EligibleTakes == 0 ? null : r.Summary.Speed.WallSeconds),
        ("loadSeconds", r => r.Asked?.LoadSeconds),
        ("processPeakMemoryBytes", r => r.PeakMemoryBytes),
    ];

    private static IEnumerable<(string, Func<SystemRow, object?>)> Rate(string name, Func<SystemRow, FaultRate?> rate, bool isCorrected) =>
    [
        (name, r => rate(r)?.Raw),
        (name + "Rate", r => rate(r)?.RawRate),
        (name + "Rate95Low", r => rate(r)?.RawInterval?.Low),
        (name + "Rate95High", r => rate(r)?.RawInterval?.High),
        (name + "Confirmed", r => rate(r)?.Confirmed),
        (name + "ConfirmedRate", r => rate(r)?.ConfirmedRate),
        (name + "ConfirmedRate95Low", r => rate(r)?.ConfirmedInterval?.Low),
        (name + "ConfirmedRate95High", r => rate(r)?.ConfirmedInterval?.High),
        .. isCorrected
            ? new (string, Func<SystemRow, object?>)[]
            {
                (name + "CorrectedRate", r => rate(r)?.Corrected),
                (name + "CorrectedRate95Low", r => rate(r)?.CorrectedInterval?.Low),
                (name + "CorrectedRate95High", r => rate(r)?.CorrectedInterval?.High),
            }
            : [],
    ];

    private static string InWords(ImmutableArray<KeyValuePair<string, int>> codes) =>
        string.Join(" | ", codes.Select(c => FormattableString.Invariant($"{c.Key}: {c.Value}")));

    // clause-skipped: clauseSkipped
    private static string InCamelCase(string name) =>
        string.Concat(name.Split('-').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
