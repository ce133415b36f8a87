using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Sounds;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// The page's data as JSON: every text with all its takes, those with most trouble first, until the budget is spent; then a line each, then a count. All
/// strings pass an encoder that escapes <c>&lt; &gt; &amp;</c> and quotes, so nothing in them can end the element that holds them.
/// </summary>
internal sealed class PageData
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly ReportModel _model;
    private readonly int _detailed;
    private readonly int _lines;

    /// <summary>Writes the data.</summary>
    /// <param name="model">The report.</param>
    /// <param name="sounds">Where sounds are.</param>
    /// <param name="detailBudget">Bytes for texts with all their takes.</param>
    /// <param name="lineBudget">Bytes for texts without takes after that.</param>
    public PageData(ReportModel model, IPageSounds sounds, int detailBudget, int lineBudget)
    {
        _model = model;
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer, s_options);
        Dictionary<string, int> corpora = Number(model.Texts.Select(t => t.Corpus));
        Dictionary<string, int> tags = Number(model.Texts.SelectMany(t => t.Utterance.Tags).Order(StringComparer.Ordinal));
        json.WriteStartObject();
        WriteHead(json, sounds, corpora, tags);
        var takes = new TakeData(json, sounds);
        json.WriteStartArray("texts");
        while (_detailed < model.Texts.Length && Written(json) < detailBudget)
        {
            WriteText(json, TextGrid.Of(model.Texts[_detailed++]), corpora, tags, takes);
        }

        while (_detailed + _lines < model.Texts.Length && Written(json) < (long)detailBudget + lineBudget)
        {
            WriteText(json, TextGrid.Of(model.Texts[_detailed + _lines++]), corpora, tags, takes: null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        _utf8 = buffer.WrittenMemory;
    }

    /// <summary>Texts with all their takes.</summary>
    public int Detailed => _detailed;

    /// <summary>Texts with a line each.</summary>
    public int Lines => _lines;

    /// <summary>The JSON, UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8.Span;

    /// <summary>Fragment that opens a text; null when the page does not have it.</summary>
    public string? LinkTo(ReportText text) =>
        _model.Texts.IndexOf(text) is int place && place >= 0 && place < _detailed + _lines ? Anchor(text) : null;

    /// <summary>Fragment of a text, with its number sign.</summary>
    public static string Anchor(ReportText text) => FormattableString.Invariant($"#t{text.Index}");

    private static long Written(Utf8JsonWriter json) => json.BytesCommitted + json.BytesPending;

    private static Dictionary<string, int> Number(IEnumerable<string> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            numbers.TryAdd(name, numbers.Count);
        }

        return numbers;
    }

    private void WriteHead(Utf8JsonWriter json, IPageSounds sounds, Dictionary<string, int> corpora, Dictionary<string, int> tags)
    {
        json.WriteStartArray("runs");
        foreach (ReportRun run in _model.Runs)
        {
            json.WriteStartObject();
            Write(json, "name", run.Label);
            json.WriteString("audio", sounds.Base(run));
            WriteAll(json, "recognizers", run.Info.Recognizers.Select(r => r.Id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("systems");
        foreach (ReportSystem system in _model.Systems)
        {
            json.WriteStartObject();
            Write(json, "label", system.Label);
            Write(json, "spec", system.System.Spec);
            json.WriteNumber("run", system.Run.Index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAll(json, "corpora", corpora.Keys);
        WriteAll(json, "tags", tags.Keys);
        json.WriteStartObject("codes");
        foreach ((char code, _, string sign, string meaning) in VerdictCodes.All)
        {
            json.WriteStartArray(code.ToString());
            json.WriteStringValue(sign);
            json.WriteStringValue(meaning);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, TextGrid grid, Dictionary<string, int> corpora, Dictionary<string, int> tags, TakeData? takes)
    {
        ReportText text = grid.Text;
        json.WriteStartObject();
        json.WriteNumber("n", text.Index);
        Write(json, "i", text.Utterance.Id);
        json.WriteNumber("c", corpora[text.Corpus]);
        if (text.Utterance.Tags.Length > 0)
        {
            json.WriteStartArray("g");
            foreach (string tag in text.Utterance.Tags)
            {
                json.WriteNumberValue(tags[tag]);
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("f");
        foreach (GridForm form in takes is null ? grid.Forms[..1] : grid.Forms)
        {
            json.WriteStartObject();
            json.WriteNumber("a", form.Index);
            WriteAll(json, "p", form.Pieces);
            if (form.LeftOut > 0)
            {
                json.WriteNumber("l", form.LeftOut);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("s");
        foreach (SystemTakes system in text.Systems)
        {
            json.WriteStartObject();
            json.WriteNumber("k", system.System.Index);
            json.WriteStartArray("m");
            json.WriteNumberValue(system.Takes.Length);
            json.WriteNumberValue(system.Tally.Takes);
            json.WriteNumberValue(system.Tally.Words);
            json.WriteNumberValue(system.Tally.Faulty);
            json.WriteNumberValue(system.Tally.Extra);
            json.WriteNumberValue(system.FailedTakes);
            json.WriteNumberValue(system.Trouble);
            json.WriteEndArray();
            takes?.WriteAll(grid, system);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string text) => json.WriteString(name, VisibleText.Of(text));

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(VisibleText.Of(text));
        }

        json.WriteEndArray();
    }
}
