using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Sounds;
using PocketTts.Eval.Reports.Summaries;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Writes takes into the page's data; <c>data.js</c>, <c>takes.js</c> and <c>explorer.js</c> read the same short names.</summary>
internal sealed class TakeData(Utf8JsonWriter json, IPageSounds sounds)
{
    private const int PhonemeLimit = 600;
    private const int MessageLimit = 600;

    /// <summary>Writes the takes of a text by a system; identical repeats share an entry.</summary>
    public void WriteAll(TextGrid grid, SystemTakes system)
    {
        json.WriteStartArray("t");
        foreach (ScoredTake take in system.Takes.Where(t => !t.RepeatsEarlierTake))
        {
            Write(grid, system, take);
        }

        json.WriteEndArray();
    }

    private void Write(TextGrid grid, SystemTakes system, ScoredTake scored)
    {
        Take take = scored.Take;
        json.WriteStartObject();
        json.WriteStartArray("r");
        json.WriteNumberValue(take.Key.Repeat + 1);
        foreach (ScoredTake same in system.Takes.Where(t => t.RepeatsEarlierTake && t.Take.Synthesis?.AudioSha256 == take.Synthesis?.AudioSha256))
        {
            json.WriteNumberValue(same.Take.Key.Repeat + 1);
        }

        json.WriteEndArray();
        if (TakeFacts.Status(scored, system.System.Run.Info) is not "ok" and string status)
        {
            json.WriteString("o", status);
        }

        if (take.Seed is { } seed)
        {
            // a string: seeds have more digits than a number of JavaScript holds
            json.WriteString("sd", seed.ToString(CultureInfo.InvariantCulture));
        }

        if (take.Synthesis is { } facts)
        {
            WriteSound(system.System.Run, facts);
        }

        WriteEvents(scored);
        WriteScores(grid, system.System.Run.Info, scored);
        json.WriteEndObject();
    }

    private void WriteSound(ReportRun run, SynthesisFacts facts)
    {
        WriteRounded("d", facts.AudioSeconds, 3);
        WriteRounded("w", facts.WallSeconds, 4);
        WriteRounded("fa", facts.FirstAudioSeconds, 4);
        WriteRounded("lv", facts.LevelDbfs, 1);
        if (!facts.IsTimingEligible)
        {
            json.WriteNumber("e", 0);
        }

        if (sounds.Has(run, facts.AudioSha256))
        {
            json.WriteString("h", facts.AudioSha256);
            if (sounds.IsEmbedded(run, facts.AudioSha256))
            {
                json.WriteNumber("b", 1);
            }
        }

        if (sounds.Outline(run, facts.AudioSha256) is { Length: > 0 } outline)
        {
            json.WriteString("wf", outline);
        }

        if (facts.Phonemes is { Length: > 0 } phonemes)
        {
            json.WriteString("ph", Cut(phonemes, PhonemeLimit));
        }
    }

    private void WriteEvents(ScoredTake scored)
    {
        TakeFailure[] failures = [.. scored.Take.Failures];
        if (failures.Length > 0)
        {
            json.WriteStartArray("fl");
            foreach (TakeFailure failure in failures)
            {
                WriteStrings(failure.Stage, failure.Reason, Cut(failure.Message, MessageLimit));
            }

            json.WriteEndArray();
        }

        TakeWarning[] warnings = [.. TakeFacts.Warnings(scored.Take)];
        if (warnings.Length > 0)
        {
            json.WriteStartArray("wn");
            foreach (TakeWarning warning in warnings)
            {
                WriteStrings(warning.Code, Cut(warning.Message, MessageLimit));
            }

            json.WriteEndArray();
        }
    }

    private void WriteScores(TextGrid grid, RunInfo info, ScoredTake scored)
    {
        if (scored.Scores.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("q");
        foreach (TakeScore score in scored.Scores)
        {
            json.WriteStartObject();
            json.WriteNumber("z", PlaceOf(info, score.RecognizerId));
            json.WriteNumber("f", grid.FormOf(score));
            json.WriteString("c", grid.Codes(score));
            json.WriteNumber("sv", (int)score.Verdict.Severity);
            json.WriteStartArray("m");
            json.WriteNumberValue(score.Counts.Errors);
            json.WriteNumberValue(score.Counts.ReferenceWords);
            json.WriteEndArray();
            WriteFaults(grid.Forms[grid.FormOf(score)], score.Verdict);
            if (scored.Take.Synthesis is not null)
            {
                WriteHeard(HeardWord.Of(score, scored.Take.Recognitions.FirstOrDefault(r => r.RecognizerId == score.RecognizerId)?.Transcript));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int PlaceOf(RunInfo info, string recognizer)
    {
        for (int i = 0; i < info.Recognizers.Length; i++)
        {
            if (info.Recognizers[i].Id == recognizer)
            {
                return i;
            }
        }

        return 0;
    }

    private void WriteFaults(GridForm form, TakeVerdict verdict)
    {
        if (verdict.Words.Any(w => w.Kind != WordVerdictKind.Said))
        {
            json.WriteStartArray("y");
            foreach (WordVerdict word in verdict.Words.Where(w => w.Kind != WordVerdictKind.Said))
            {
                json.WriteStartArray();
                json.WriteNumberValue(form.ColumnOf(word.Span));
                json.WriteStringValue(TakeFacts.Text(word.Kind));
                json.WriteStringValue(word.Confidence.Name());
                json.WriteStringValue(word.RuleId);
                json.WriteStringValue(word.Heard is null ? string.Empty : VisibleText.Of(word.Heard));
                json.WriteNumberValue(word.IsTextOrRecognizer ? 1 : 0);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        if (verdict.Extras.Length > 0)
        {
            json.WriteStartArray("x");
            foreach (ExtraWords extra in verdict.Extras)
            {
                WriteStrings(Cut(string.Join(' ', extra.Words), MessageLimit), extra.Kind.Name(), extra.Confidence.Name());
            }

            json.WriteEndArray();
        }

        if (verdict.Faults.Length > 0)
        {
            json.WriteStartArray("tf");
            foreach (TakeFault fault in verdict.Faults)
            {
                WriteStrings(fault.Kind.Name(), fault.Confidence.Name(), Cut(fault.Detail, MessageLimit));
            }

            json.WriteEndArray();
        }
    }

    // words that are right are bare strings: most are
    private void WriteHeard(ImmutableArray<HeardWord> words)
    {
        json.WriteStartArray("t");
        foreach (HeardWord word in words)
        {
            switch (word.Kind)
            {
                case EditKind.Correct:
                    json.WriteStringValue(VisibleText.Of(word.Heard));
                    break;
                case EditKind.Deletion:
                    WriteStrings("d", word.Expected);
                    break;
                case EditKind.Insertion:
                    WriteStrings("i", string.Empty, word.Heard);
                    break;
                default:
                    WriteStrings("s", word.Expected, word.Heard);
                    break;
            }
        }

        json.WriteEndArray();
        if (!words.Any(w => w.StartSeconds is not null || w.Probability is not null))
        {
            return;
        }

        // start and length in hundredths of a second, probability in percent, of each word that was heard; -1 when unknown
        json.WriteStartArray("ts");
        foreach (HeardWord word in words.Where(w => w.Heard.Length > 0))
        {
            json.WriteNumberValue(word.StartSeconds is { } start ? (int)Math.Round(start * 100) : -1);
            json.WriteNumberValue(word is { StartSeconds: { } from, EndSeconds: { } to } ? Math.Max(0, (int)Math.Round((to - from) * 100)) : -1);
            json.WriteNumberValue(word.Probability is { } probability ? (int)Math.Round(probability * 100) : -1);
        }

        json.WriteEndArray();
    }

    private void WriteStrings(params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray();
        foreach (string text in texts)
        {
            json.WriteStringValue(VisibleText.Of(text));
        }

        json.WriteEndArray();
    }

    private void WriteRounded(string name, double? value, int digits)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, digits));
        }
    }

    private static string Cut(string text, int limit)
    {
        int end = Math.Min(limit, text.Length);
        end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return VisibleText.Of(end == text.Length ? text : text[..end] + "…");
    }
}
