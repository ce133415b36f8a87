using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>How the run was measured: what a reader needs to trust, repeat or refuse it.</summary>
internal static class MethodSection
{
    public static void Write(HtmlWriter html, ReportModel model)
    {
        using (html.Element("section", ("id", "method"), ("aria-labelledby", "method-title")))
        {
            html.Leaf("h2", "How it was measured", ("id", "method-title"));
            html.Leaf("p", RunFacts.Definitions);
            html.Leaf(
                "p",
                "Words are compared after normalization; the alignment with the fewest errors counts, and of several right readings the one that fits best. Verdicts are given by the rules of docs/verdicts.md; texts are sorted by faulty words, extra words, faults of takes and failed takes. Word marks leave out takes without sound. Intervals treat all takes of a text as one draw, never takes or words. Cached, warm-up and disturbed timings are not counted.");
            foreach (ReportRun run in model.Runs)
            {
                if (model.Runs.Length > 1)
                {
                    html.Leaf("h3", run.Label, ("dir", "auto"));
                }

                Run(html, run.Result);
            }
        }
    }

    private static void Run(HtmlWriter html, RunResult result)
    {
        RunInfo info = result.Info;
        using (html.Element("dl"))
        {
            Item(html, "Plan", $"{Formatting.Count(info.Systems.Length, "system")}, {Formatting.Count(info.Repeats, "take")} per system and text, seed {info.Seed.ToString(CultureInfo.InvariantCulture)}");
            if (result.Scoring is { } scoring)
            {
                Item(html, "Scored with", $"normalizer {scoring.Normalizer} (sha256 {scoring.NormalizerSha256}), word sounds {scoring.Pronunciations}, rules version {scoring.RulesVersion.ToString(CultureInfo.InvariantCulture)}, {(scoring.Calibrations.IsDefaultOrEmpty ? "no calibration" : "calibrated: " + string.Join(", ", scoring.Calibrations))}");
            }
            else
            {
                Item(html, "Normalizer", info.Normalizer);
            }

            foreach (RunCorpus corpus in info.Corpora)
            {
                Item(html, $"Corpus {corpus.Name}", $"{Formatting.Count(corpus.UsedUtteranceCount)} of {Formatting.Count(corpus.UtteranceCount, "utterance")}, sha256 {corpus.Sha256}");
            }

            foreach (RunSystem system in info.Systems)
            {
                System(html, system);
            }

            foreach (RecognizerInfo recognizer in info.Recognizers)
            {
                Facts(
                    html,
                    $"Recognizer {recognizer.Id}",
                    [$"engine {recognizer.Engine} {recognizer.EngineVersion}" + (recognizer.EvidenceVersion is null ? ", gives transcripts only" : $", evidence {recognizer.EvidenceVersion}"), .. Settings(recognizer.Settings), .. Files(recognizer.Files), .. Warnings(recognizer.Warnings)]);
            }

            Item(html, "Machine", SummaryTableBuilder.Machine(info.Machine));
            Item(html, "Machine fingerprint", info.Machine.Fingerprint);
            if (!info.Machine.InstructionSets.IsDefaultOrEmpty)
            {
                Item(html, "Instruction sets", string.Join(", ", info.Machine.InstructionSets));
            }

            Item(html, "Tool", info.ToolVersion + (info.GitCommit is null ? string.Empty : $"; run in a repository at commit {info.GitCommit}"));
            if (info.Packages.Count > 0)
            {
                Item(html, "Packages", string.Join(", ", info.Packages.Select(package => package.Key + " " + package.Value)));
            }
        }
    }

    private static void System(HtmlWriter html, RunSystem system)
    {
        var facts = new List<string> { system.Spec };
        if (system.Info is { } info)
        {
            facts.Add($"engine {info.Engine} {info.EngineVersion}" + (info.Voice is null ? string.Empty : $", voice {info.Voice}"));
            facts.Add($"{Formatting.Count(info.SampleRateHz)} Hz, {Formatting.Count(info.ThreadCount, "thread")}, {(info.IsDeterministic ? "uses no random numbers" : "samples")}, {(info.UsesSeed ? "uses the seed" : "takes no seed")}");
            facts.AddRange(Settings(info.Settings));
            facts.AddRange(Files(info.Files));
            facts.AddRange(Warnings(info.Warnings));
        }
        else
        {
            facts.Add("not loaded in this run");
        }

        if (system.LoadSeconds is not null)
        {
            facts.Add($"loaded in {Formatting.Seconds(system.LoadSeconds)}");
        }

        Facts(html, $"System {system.Id}", facts);
    }

    private static IEnumerable<string> Settings(ImmutableSortedDictionary<string, string> settings) =>
        settings.Count == 0 ? [] : ["settings: " + string.Join(", ", settings.Select(pair => pair.Key + "=" + pair.Value))];

    private static IEnumerable<string> Files(ImmutableArray<ModelFile> files) =>
        files.IsDefaultOrEmpty ? [] : files.Select(file => $"{file.Name}, {Formatting.Bytes(file.SizeBytes)}, sha256 {file.Sha256}");

    private static IEnumerable<string> Warnings(ImmutableArray<TakeWarning> warnings) =>
        warnings.IsDefaultOrEmpty ? [] : warnings.Select(warning => $"warning {warning.Code}: {warning.Message}");

    private static void Item(HtmlWriter html, string term, string text)
    {
        html.Leaf("dt", term, ("dir", "auto"));
        html.Leaf("dd", text, ("dir", "auto"));
        html.Line();
    }

    private static void Facts(HtmlWriter html, string term, IReadOnlyList<string> facts)
    {
        html.Leaf("dt", term, ("dir", "auto"));
        using (html.Element("dd"))
        using (html.Element("ul"))
        {
            foreach (string fact in facts)
            {
                html.Leaf("li", fact, ("dir", "auto"));
            }
        }

        html.Line();
    }
}
