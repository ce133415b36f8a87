using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Model;

/// <summary>The heat map of a text: its readings, and what became of each word in each take.</summary>
internal sealed class TextGrid
{
    private TextGrid(ReportText text, ImmutableArray<GridForm> forms)
    {
        Text = text;
        Forms = forms;
    }

    /// <summary>The text.</summary>
    public ReportText Text { get; }

    /// <summary>Readings that takes were compared with; the text itself comes first and is always there.</summary>
    public ImmutableArray<GridForm> Forms { get; }

    /// <summary>Makes it.</summary>
    public static TextGrid Of(ReportText text)
    {
        ILookup<int, TakeScore> scores = text.Systems.SelectMany(s => s.Takes).SelectMany(t => t.Scores).ToLookup(s => s.FormIndex);
        IEnumerable<int> forms = scores.Select(g => g.Key).Where(i => i > 0 && i <= text.Utterance.AcceptedForms.Length).Order().Prepend(0);
        return new TextGrid(text, [.. forms.Select(i => GridForm.Of(i, i == 0 ? text.Utterance.Text : text.Utterance.AcceptedForms[i - 1], scores[i]))]);
    }

    /// <summary>Place of the reading that a score was made with, among <see cref="Forms"/>.</summary>
    public int FormOf(TakeScore score)
    {
        for (int i = 0; i < Forms.Length; i++)
        {
            if (Forms[i].Index == score.FormIndex)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>
    /// What became of each column, a character each: <c>.</c> said, <c>-</c> no word in this reading, else the letter of <see cref="VerdictCodes"/>, a capital
    /// when confirmed. Of several words in a column the worst counts.
    /// </summary>
    public string Codes(TakeScore score)
    {
        GridForm form = Forms[FormOf(score)];
        return string.Create(form.Columns, (form, score), static (codes, state) =>
        {
            codes.Fill('-');
            foreach (WordVerdict word in state.score.Verdict.Words)
            {
                int column = state.form.ColumnOf(word.Span);
                if (column >= 0 && VerdictCodes.Rank(word) > VerdictCodes.Rank(codes[column]))
                {
                    codes[column] = VerdictCodes.Of(word);
                }
            }
        });
    }
}
