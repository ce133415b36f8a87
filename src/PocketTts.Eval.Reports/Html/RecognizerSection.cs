using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;

namespace PocketTts.Eval.Reports.Html;

/// <summary>How far the recognizer itself can be trusted: its measured misses and inventions, its agreement with others, the words that are rather its fault.</summary>
internal static class RecognizerSection
{
    private const int BlamedLimit = 20;

    public static void Write(HtmlWriter html, ReportModel model, PageData data)
    {
        using (html.Element("section", ("id", "recognizer"), ("aria-labelledby", "recognizer-title")))
        {
            html.Leaf("h2", "Recognizer", ("id", "recognizer-title"));
            WriteFloor(html, model);
            WriteAgreement(html, model);
            WriteBlamed(html, model, data);
        }

        html.Line();
    }

    private static void WriteFloor(HtmlWriter html, ReportModel model)
    {
        html.Leaf("h3", "What it misses and invents");
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (RecognizerInfo recognizer in model.Runs.SelectMany(r => r.Info.Recognizers).DistinctBy(r => (r.Id, string.Concat(r.Files.Select(f => f.Sha256)))))
        {
            if (model.Scoring.Calibrations.Find(recognizer) is not { } calibration)
            {
                html.Leaf("p", $"{recognizer.Id}: never measured. Any single fault may be its own; differences between systems are safer than levels. 'pocket-eval calibrate' measures it.", ("dir", "auto"));
                continue;
            }

            if (calibration.Description.Length > 0)
            {
                html.Leaf("p", $"{recognizer.Id} was measured on speech with known faults: {calibration.Description}", ("dir", "auto"));
            }

            rows.AddRange(calibration.Words.Concat(calibration.Takes).Select(c => ImmutableArray.Create(
                recognizer.Id,
                c.Key,
                $"{Formatting.Percent(c.Value.Sensitivity)} of {Formatting.Count(c.Value.Positives)}",
                $"{Formatting.Percent(1 - c.Value.Specificity)} of {Formatting.Count(c.Value.Negatives)}")));
        }

        if (rows.Count > 0)
        {
            Tables.Write(
                html,
                "Faults that were made on purpose and found, and faults that were reported where there was none: the floor below which a raw rate says nothing.",
                [
                    new("recognizer", "Recognizer", false, "Who listened."),
                    new("verdict", "Verdict", false, "Kind of fault."),
                    new("found", "Found", true, "Share of true faults that got the verdict."),
                    new("invented", "Invented", true, "Share of sound words or takes that got the verdict all the same."),
                ],
                rows.ToImmutable());
        }
    }

    private static void WriteAgreement(HtmlWriter html, ReportModel model)
    {
        RecognizerAgreement[] pairs = [.. RecognizerAgreement.Of(model).Where(p => p.Words > 0)];
        html.Leaf("h3", "Agreement of recognizers");
        if (pairs.Length == 0)
        {
            html.Leaf("p", "Each run was heard by one recognizer only, so nothing is known about agreement. A second one in the plan tells a synthesizer's fault from a recognizer's.");
            return;
        }

        Tables.Write(
            html,
            "Words of all takes that both judged.",
            [
                new("run", "Run", false, "The run."),
                new("pair", "Recognizers", false, "The two."),
                new("words", "Words", true, "Words that both judged."),
                new("same", "Same verdict", true, "Both find a fault, or neither."),
                new("kappa", "Kappa", true, "Cohen's kappa: agreement beyond chance; 1 is perfect, 0 is chance."),
                new("both", "Both", true, "Words that both find faulty."),
                new("first", "Only first", true, "Words that only the first finds faulty."),
                new("second", "Only second", true, "Words that only the second finds faulty."),
            ],
            [.. pairs.Select(p => ImmutableArray.Create(
                p.Run.Label,
                $"{p.First} and {p.Second}",
                Formatting.Count(p.Words),
                Formatting.Percent(p.Agreement),
                p.Kappa is { } kappa ? Formatting.Ratio(kappa) : Formatting.Unknown,
                Formatting.Count(p.BothFaulty),
                Formatting.Count(p.OnlyFirst),
                Formatting.Count(p.OnlySecond)))]);
    }

    private static void WriteBlamed(HtmlWriter html, ReportModel model, PageData data)
    {
        html.Leaf("h3", "Words blamed on the text or the recognizer");
        var blamed = model.Texts
            .SelectMany(t => t.Systems.SelectMany(s => s.Counted).SelectMany(c => c.Score.Verdict.Words).Where(w => w.IsTextOrRecognizer)
                .GroupBy(w => w.Word, StringComparer.Ordinal)
                .Select(g => (Text: t, Word: g.Key, Takes: g.Count(), Heard: g.Where(w => w.Heard is not null).CountBy(w => w.Heard!, StringComparer.Ordinal).OrderByDescending(h => h.Value).Take(3).ToList())))
            .OrderByDescending(b => b.Takes)
            .ToList();
        if (blamed.Count == 0)
        {
            html.Leaf("p", "None: no word failed in every take of every system. (With one system only, such words cannot be told from the system's own faults.)");
            return;
        }

        Tables.Write(
            html,
            "Words that fail in every take of every system: they count as raw, never as confirmed."
                + (blamed.Count > BlamedLimit ? $" The first {BlamedLimit} of {Formatting.Count(blamed.Count)}." : string.Empty),
            [
                new("word", "Word", false, "Word of the text, normalized."),
                new("text", "Text", false, "Where it stands."),
                new("takes", "Takes", true, "Takes it failed in."),
                new("heard", "Heard instead", false, "What was heard in its place."),
            ],
            [.. blamed.Take(BlamedLimit).Select(b => ImmutableArray.Create(
                b.Word, b.Text.Name, Formatting.Count(b.Takes), b.Heard.Count == 0 ? "nothing" : string.Join(", ", b.Heard.Select(h => $"“{h.Key}” {Formatting.Count(h.Value)}×"))))],
            (row, column) => column == 1 ? data.LinkTo(blamed[row].Text) : null);
    }
}
