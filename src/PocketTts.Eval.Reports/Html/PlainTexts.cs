using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Sounds;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>The texts for readers without a script: each with its marked words and what was heard in each take. Ends when its budget is spent.</summary>
internal static class PlainTexts
{
    private const int TextLimit = 20_000;

    /// <summary>Writes the list.</summary>
    public static void Write(HtmlWriter html, ReportModel model, IPageSounds sounds, int budget)
    {
        int written = 0;
        long spent = 0;
        while (written < model.Texts.Length && spent < budget)
        {
            ReportText text = model.Texts[written++];
            spent += WriteText(html, TextGrid.Of(text), sounds);
            html.Line();
        }

        if (written < model.Texts.Length)
        {
            html.Leaf("p", $"{Formatting.Count(model.Texts.Length - written, "more text")} with less trouble: with a script this page shows them too; all are in takes.csv.", ("class", "note"));
        }
    }

    private static long WriteText(HtmlWriter html, TextGrid grid, IPageSounds sounds)
    {
        long spent = 500;
        ReportText text = grid.Text;
        using (html.Element("details", ("class", "u"), ("id", PageData.Anchor(text)[1..])))
        {
            using (html.Element("summary"))
            {
                html.Leaf("span", text.Name, ("class", "id"));
                html.Text(" ");
                using (html.Element("span", ("class", "q"), ("dir", "auto")))
                {
                    WriteMarked(html, grid);
                }
            }

            spent += text.Utterance.Text.Length;
            foreach (SystemTakes system in text.Systems)
            {
                html.Leaf("h4", system.System.Label, ("dir", "auto"));
                using (html.Element("ul"))
                {
                    foreach (ScoredTake take in system.Takes.Where(t => !t.RepeatsEarlierTake))
                    {
                        spent += WriteTake(html, system, take, sounds);
                    }
                }
            }
        }

        return spent;
    }

    private static void WriteMarked(HtmlWriter html, TextGrid grid)
    {
        GridForm form = grid.Forms[0];
        string[] codes = [.. grid.Text.Systems.SelectMany(s => s.Counted).Where(c => c.Take.Take.Synthesis is not null && grid.FormOf(c.Score) == 0).Select(c => grid.Codes(c.Score))];
        int left = TextLimit;
        for (int i = 0; i < form.Pieces.Length && left > 0; i++)
        {
            string piece = form.Pieces[i].Length <= left ? form.Pieces[i] : form.Pieces[i][..left];
            left -= piece.Length;
            int column = i / 2;
            int takes = i % 2 == 0 ? 0 : codes.Count(c => c[column] != '-');
            int wrong = i % 2 == 0 ? 0 : codes.Count(c => VerdictCodes.IsFault(c[column]));
            if (wrong == 0)
            {
                html.Text(piece);
                continue;
            }

            html.Leaf("span", piece, ("class", wrong == takes ? "w3" : wrong * 2 >= takes ? "w2" : "w1"));
            html.Leaf("sup", FormattableString.Invariant($"{wrong}/{takes}"));
        }

        if (left <= 0 || form.LeftOut > 0)
        {
            html.Leaf("small", "… and more");
        }
    }

    private static long WriteTake(HtmlWriter html, SystemTakes system, ScoredTake scored, IPageSounds sounds)
    {
        Take take = scored.Take;
        long spent = 120;
        using (html.Element("li"))
        {
            html.Leaf("b", "take " + (take.Key.Repeat + 1).ToString(CultureInfo.InvariantCulture));
            html.Text($" {TakeFacts.Status(scored, system.System.Run.Info)} ");
            foreach (TakeFailure failure in take.Failures)
            {
                html.Leaf("span", $"failed to {failure.Stage} ({failure.Reason}): {failure.Message} ", ("class", "failure"), ("dir", "auto"));
                spent += failure.Message.Length;
            }

            foreach (TakeScore score in scored.Scores.Where(_ => take.Synthesis is not null))
            {
                ImmutableArray<HeardWord> words = HeardWord.Of(score, take.Recognitions.FirstOrDefault(r => r.RecognizerId == score.RecognizerId)?.Transcript);
                using (html.Element("span", ("dir", "auto")))
                {
                    html.Leaf("small", score.RecognizerId + ": ");
                    foreach (HeardWord word in words)
                    {
                        spent += WriteWord(html, word);
                    }
                }
            }

            if (take.Synthesis is { } facts && sounds.Base(system.System.Run) is { } folder && sounds.Has(system.System.Run, facts.AudioSha256))
            {
                html.Leaf("a", "listen", ("href", folder + facts.AudioSha256 + ".wav"));
            }
        }

        return spent;
    }

    private static int WriteWord(HtmlWriter html, HeardWord word)
    {
        switch (word.Kind)
        {
            case EditKind.Deletion:
                html.Leaf("del", word.Expected);
                break;
            case EditKind.Insertion:
                html.Leaf("ins", word.Heard);
                break;
            case EditKind.Substitution:
                html.Leaf("del", word.Expected);
                html.Leaf("ins", word.Heard);
                break;
            default:
                html.Text(word.Heard);
                break;
        }

        html.Text(" ");
        return word.Expected.Length + word.Heard.Length + 8;
    }
}
