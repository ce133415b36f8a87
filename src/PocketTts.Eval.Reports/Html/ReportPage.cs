using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Sounds;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// <c>report.html</c>: one file that opens from disk without a network. From the top: the answer, the systems, every text with its takes, kinds of texts,
/// repeats, speed, the recognizer, how it was measured.
/// </summary>
internal sealed class ReportPage(ReportModel model)
{
    private static readonly (string Anchor, string Title)[] s_sections =
    [
        ("systems", "Systems"), ("texts", "Every text"), ("slices", "Kinds of texts"), ("repeats", "Repeats and place"), ("speed", "Speed"), ("recognizer", "Recognizer"), ("method", "How it was measured"),
    ];

    // the others are made of all takes
    private static readonly string[] s_excerptSections = ["systems", "texts", "method"];

    /// <summary>Makes the page of one run without sounds.</summary>
    public ReportPage(RunResult result)
        : this(ReportModel.Of([new ReportSource(result, null)], ReportOptions.Default))
    {
    }

    /// <summary>Where the sounds are.</summary>
    public IPageSounds Sounds { get; init; } = new NoSounds();

    /// <summary>Bytes of data that are spent on texts with all their takes; a page of 15 MB opens in a few seconds.</summary>
    public int DetailBudget { get; init; } = 10_000_000;

    /// <summary>Bytes that are spent on lines for the texts that then remain.</summary>
    public int LineBudget { get; init; } = 2_000_000;

    /// <summary>Characters of the list for readers without a script.</summary>
    public int PlainBudget { get; init; } = 1_000_000;

    /// <summary>Draws charts; replaced in tests that compare the rest of the page.</summary>
    public Func<Chart, int, string> Draw { get; init; } = ChartRenderer.Svg;

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        var data = new PageData(model, Sounds, DetailBudget, LineBudget);
        html.Doctype();
        using (html.Element("html", ("lang", "en")))
        {
            using (html.Element("head"))
            {
                html.Void("meta", ("charset", "utf-8"));
                html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.Policy(Sounds.Embedded.Count > 0)));
                html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
                html.Leaf("title", model.Title + " · PocketTts.Eval");
                html.Line();
                html.Style(PageAssets.Style);
            }

            using (html.Element("body"))
            {
                WriteBody(html, data);
            }
        }

        html.Line();
    }

    private void WriteBody(HtmlWriter html, PageData data)
    {
        var figures = new ChartFigures(Draw);
        html.Leaf("a", "Skip to the texts", ("class", "skip"), ("href", "#texts"));
        HeaderSection.Write(html, model);
        using (html.Element("nav", ("aria-label", "Sections")))
        using (html.Element("div", ("class", "page")))
        {
            foreach ((string anchor, string title) in s_sections.Where(s => !model.IsExcerpt || s_excerptSections.Contains(s.Anchor)))
            {
                html.Leaf("a", title, ("href", "#" + anchor));
                html.Text(" ");
            }
        }

        html.Line();
        using (html.Element("main", ("class", "page")))
        {
            SystemsSection.Write(html, model, figures);
            TextsSection.Write(html, model, data, Sounds, PlainBudget);
            if (!model.IsExcerpt)
            {
                SlicesSection.Write(html, model, figures);
                RepeatsSection.Write(html, model, figures);
                SpeedSection.Write(html, model, figures);
                RecognizerSection.Write(html, model, data);
            }

            MethodSection.Write(html, model);
        }

        html.Line();
        html.Leaf(
            "footer",
            $"Written by PocketTts.Eval {string.Join(", ", model.Runs.Select(r => r.Info.ToolVersion).Distinct(StringComparer.Ordinal))} from the facts in the run {(model.Runs.Length == 1 ? "folder" : "folders")}; pocket-eval report writes it again.",
            ("class", "page"));
        html.Line();
        html.Data("data", data.Utf8);
        if (Sounds.Embedded.Count > 0)
        {
            html.Data("sounds", EmbeddedSounds());
        }

        html.Script(PageAssets.Script);
    }

    private byte[] EmbeddedSounds()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach ((string sha256, byte[] sound) in Sounds.Embedded)
            {
                json.WriteBase64String(sha256, sound);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private sealed class NoSounds : IPageSounds
    {
        public IReadOnlyDictionary<string, byte[]> Embedded => ImmutableDictionary<string, byte[]>.Empty;

        public string? Base(ReportRun run) => null;

        public bool Has(ReportRun run, string sha256) => false;

        public string? Outline(ReportRun run, string sha256) => null;

        public bool IsEmbedded(ReportRun run, string sha256) => false;
    }
}
