using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Says what of two runs may be compared: the one place that knows (DESIGN rules 4 and 9).</summary>
public static class Comparability
{
    /// <summary>What stands against comparing two runs.</summary>
    /// <param name="baseTable">Base.</param>
    /// <param name="headTable">Head.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>Everything that differs and matters; empty when all may be compared.</returns>
    public static IReadOnlyList<Incomparability> Between(ScoreTable baseTable, ScoreTable headTable, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(baseTable);
        ArgumentNullException.ThrowIfNull(headTable);
        var found = new List<Incomparability>();
        RunInfo before = baseTable.Info;
        RunInfo now = headTable.Info;
        if (!string.Equals(before.Normalizer, now.Normalizer, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"normalizer {before.Normalizer} there, {now.Normalizer} here"));
        }

        if (baseTable.Scoring is { } scoredBefore && headTable.Scoring is { } scoredNow)
        {
            AddScoring(found, scoredBefore, scoredNow, recognizerId);
        }

        AddRecognizer(found, Find(before, recognizerId), Find(now, recognizerId), recognizerId);
        foreach (RunCorpus corpus in now.Corpora)
        {
            if (before.Corpora.FirstOrDefault(c => string.Equals(c.Name, corpus.Name, StringComparison.Ordinal)) is { } known
                && !string.Equals(known.Sha256, corpus.Sha256, StringComparison.Ordinal))
            {
                found.Add(new Incomparability(IncomparableAspect.Corpus, $"corpus {corpus.Name} has other texts (hash {Short(known.Sha256)} there, {Short(corpus.Sha256)} here)"));
            }
        }

        if (!string.Equals(before.Machine.Fingerprint, now.Machine.Fingerprint, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Machine, $"other machine: {MachineDifference(before.Machine, now.Machine)}"));
        }

        return found;
    }

    /// <summary>Which of them concern a metric.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>Those that do.</returns>
    public static IEnumerable<Incomparability> Concerning(this IReadOnlyList<Incomparability> found, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return found.Where(f => f.Aspect switch
        {
            IncomparableAspect.Transcript => metric.IsOfTranscript,
            IncomparableAspect.Verdict => metric.IsOfVerdict,
            IncomparableAspect.Machine => metric.IsOfMachine,
            _ => true,
        });
    }

    private static void AddScoring(List<Incomparability> found, ScoringIdentity before, ScoringIdentity now, string recognizerId)
    {
        if (string.Equals(before.Normalizer, now.Normalizer, StringComparison.Ordinal) && !string.Equals(before.NormalizerSha256, now.NormalizerSha256, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"normalizer {now.Normalizer} has other data ({Short(before.NormalizerSha256)} there, {Short(now.NormalizerSha256)} here)"));
        }

        if (before.RulesVersion != now.RulesVersion)
        {
            found.Add(new Incomparability(IncomparableAspect.Verdict, $"verdict rules {Number(before.RulesVersion)} there, {Number(now.RulesVersion)} here"));
        }

        if (!string.Equals(before.Pronunciations, now.Pronunciations, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Verdict, $"word sounds by {before.Pronunciations} there, {now.Pronunciations} here"));
        }

        if (!before.Calibrations.Order(StringComparer.Ordinal).SequenceEqual(now.Calibrations.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Verdict, "the recognizer is calibrated on one side only"));
        }
        else if (before.ThresholdsSha256?.GetValueOrDefault(recognizerId) is { } then && now.ThresholdsSha256?.GetValueOrDefault(recognizerId) is { } today && !string.Equals(then, today, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Verdict, $"verdicts have other thresholds ({Short(then)} there, {Short(today)} here)"));
        }
    }

    private static RecognizerInfo? Find(RunInfo info, string id) => info.Recognizers.FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.Ordinal));

    private static void AddRecognizer(List<Incomparability> found, RecognizerInfo? before, RecognizerInfo? now, string id)
    {
        if (before is null || now is null)
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"recognizer {id} is missing {(before is null ? "there" : "here")}"));
            return;
        }

        if (!string.Equals($"{before.Engine} {before.EngineVersion}", $"{now.Engine} {now.EngineVersion}", StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"recognizer {id} is {before.Engine} {before.EngineVersion} there, {now.Engine} {now.EngineVersion} here"));
        }

        if (!string.Equals(before.EvidenceVersion, now.EvidenceVersion, StringComparison.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Verdict, $"recognizer {id} gives evidence {before.EvidenceVersion ?? "none"} there, {now.EvidenceVersion ?? "none"} here"));
        }

        string[] settings =
        [
            .. before.Settings.Keys.Union(now.Settings.Keys, StringComparer.Ordinal)
                .Where(k => !string.Equals(before.Settings.GetValueOrDefault(k), now.Settings.GetValueOrDefault(k), StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(k => $"{k} {before.Settings.GetValueOrDefault(k, "unset")} there, {now.Settings.GetValueOrDefault(k, "unset")} here"),
        ];
        if (settings.Length > 0)
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"recognizer {id}: {string.Join("; ", settings)}"));
        }

        if (!before.Files.Select(f => f.Sha256).Order(StringComparer.Ordinal).SequenceEqual(now.Files.Select(f => f.Sha256).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            found.Add(new Incomparability(IncomparableAspect.Transcript, $"recognizer {id} has other model files"));
        }
    }

    private static string MachineDifference(MachineRecord before, MachineRecord now)
    {
        (string Name, string Before, string Now)[] fields =
        [
            ("processor", before.CpuBrand ?? "?", now.CpuBrand ?? "?"),
            ("model", before.CpuIdentity ?? "?", now.CpuIdentity ?? "?"),
            ("usable processors", Number(before.UsableCpuCount), Number(now.UsableCpuCount)),
            ("instruction sets", string.Join(' ', before.InstructionSets), string.Join(' ', now.InstructionSets)),
            ("architecture", before.Architecture, now.Architecture),
        ];
        string[] differing = [.. fields.Where(f => !string.Equals(f.Before, f.Now, StringComparison.Ordinal)).Select(f => $"{f.Name} {f.Before} there, {f.Now} here")];
        return differing.Length == 0 ? $"fingerprint {before.Fingerprint} there, {now.Fingerprint} here" : string.Join("; ", differing);
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Short(string sha) => sha.Length > 8 ? sha[..8] : sha;
}
