using System.Collections.Immutable;
using CsvHelper;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Csv;

/// <summary>
/// <c>words.csv</c>: a row per take, recognizer and word of the text, in order, and a row without a word for each stretch of extra words, before the word it stands
/// before. The columns are described in docs/report-files.md.
/// </summary>
internal static class WordsCsvWriter
{
    private static readonly ImmutableArray<string> Columns =
    [
        "system", "corpus", "utterance", "repeat", "recognizer", "counted", "form", "wordIndex", "word", "spanStart", "spanEnd", "verdict", "confidence", "rule", "heard",
        "startSeconds", "endSeconds", "probability", "soundDistance", "skipGain", "doubleGain", "textOrRecognizer",
    ];

    /// <summary>All columns.</summary>
    public static IEnumerable<string> AllColumns => Columns;

    public static async Task WriteAsync(RunResult result, TextWriter output, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = CsvWriter.Create(output, CsvText.Options, leaveOpen: true);
        WriteHeader(csv);
        foreach (ScoredTake take in result.Takes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRows(csv, take);
        }

        await csv.FlushAsync(cancellationToken);
    }

    /// <summary>Writes the names of the columns.</summary>
    public static void WriteHeader(CsvWriter csv)
    {
        foreach (string column in Columns)
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
    }

    /// <summary>Writes the rows of a take.</summary>
    public static void WriteRows(CsvWriter csv, ScoredTake take)
    {
        foreach (TakeScore score in take.Scores)
        {
            int next = 0;
            foreach (WordVerdict word in score.Verdict.Words)
            {
                next = WriteExtras(csv, take, score, next, word.WordIndex);
                WriteWord(csv, take, score, word);
                csv.EndRecord();
            }

            WriteExtras(csv, take, score, next, int.MaxValue);
        }
    }

    private static int WriteExtras(CsvWriter csv, ScoredTake take, TakeScore score, int next, int upTo)
    {
        for (; next < score.Verdict.Extras.Length && score.Verdict.Extras[next].BeforeWordIndex <= upTo; next++)
        {
            ExtraWords extra = score.Verdict.Extras[next];
            WriteTake(csv, take, score);
            csv.WriteField(extra.BeforeWordIndex);
            csv.WriteField((string?)null);
            csv.WriteField((int?)null);
            csv.WriteField((int?)null);
            csv.WriteField(extra.Kind.Name());
            csv.WriteField(extra.Confidence.Name());
            csv.WriteField(extra.RuleId);
            CsvText.Write(csv, string.Join(' ', extra.Words));
            csv.WriteField(extra.StartSeconds, "0.###");
            csv.WriteField(extra.EndSeconds, "0.###");
            csv.WriteField((double?)null);
            csv.WriteField((double?)null);
            csv.WriteField((double?)null);
            csv.WriteField((double?)null);
            csv.WriteField(extra.IsTextOrRecognizer);
            csv.EndRecord();
        }

        return next;
    }

    private static void WriteTake(CsvWriter csv, ScoredTake take, TakeScore score)
    {
        CsvText.Write(csv, take.Take.Key.SystemId);
        CsvText.Write(csv, take.Take.Key.Corpus);
        CsvText.Write(csv, take.Take.Key.UtteranceId);
        csv.WriteField(take.Take.Key.Repeat);
        CsvText.Write(csv, score.RecognizerId);
        csv.WriteField(!take.RepeatsEarlierTake);
        csv.WriteField(score.FormIndex);
    }

    private static void WriteWord(CsvWriter csv, ScoredTake take, TakeScore score, WordVerdict word)
    {
        WriteTake(csv, take, score);
        csv.WriteField(word.WordIndex);
        CsvText.Write(csv, word.Word);
        csv.WriteField(word.Span.Start);
        csv.WriteField(word.Span.End);
        csv.WriteField(word.Kind.Name());
        csv.WriteField(word.Confidence.Name());
        csv.WriteField(word.RuleId);
        CsvText.Write(csv, word.Heard);
        csv.WriteField(word.StartSeconds, "0.###");
        csv.WriteField(word.EndSeconds, "0.###");
        csv.WriteField(word.Probability, "0.###");
        csv.WriteField(word.SoundDistance, "0.###");
        csv.WriteField(word.SkipGain, "0.###");
        csv.WriteField(word.DoubleGain, "0.###");
        csv.WriteField(word.IsTextOrRecognizer);
    }
}
