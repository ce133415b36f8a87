using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>One take and one recognizer with everything that is known, word for word.</summary>
internal sealed class TakeCase
{
    private readonly HeardWord[] _heard;
    private readonly WordEvidence?[] _evidence;

    /// <summary>Lays the facts beside the words.</summary>
    /// <param name="take">The facts.</param>
    /// <param name="score">The take compared with its text.</param>
    public TakeCase(Take take, TakeScore score)
    {
        Take = take;
        Score = score;
        Recognition = take.Recognitions.FirstOrDefault(r => string.Equals(r.RecognizerId, score.RecognizerId, StringComparison.Ordinal));
        string form = score.FormIndex == 0 ? take.Utterance.Text : take.Utterance.AcceptedForms[score.FormIndex - 1];
        Evidence = Recognition is null ? null : Find(Recognition.Evidence, take.Utterance.Text, form, score);
        _heard = FindHeard(score, Recognition?.Transcript);
        _evidence = FindEvidence(score, Evidence);
    }

    public Take Take { get; }

    public TakeScore Score { get; }

    public RecognizedTake? Recognition { get; }

    public Transcript? Transcript => Recognition?.Transcript;

    public AudioFacts? Audio => Take.Synthesis?.Audio;

    /// <summary>Likelihoods of the compared form, or null.</summary>
    public TextEvidence? Evidence { get; }

    /// <summary>ln P(transcript) − ln P(text), or null: much above 0, something else was said.</summary>
    public double? MisreadGain => Evidence?.TranscriptLogProbability - Evidence?.LogProbability;

    public int WordCount => Score.ReferenceWords.Length;

    public string Reference(int index) => Score.ReferenceWords[index];

    public string Hypothesis(int index) => Score.HypothesisWords[index];

    public HeardWord Heard(int index) => _heard.Length > 0 ? _heard[index] : default;

    /// <summary>Evidence on a word of the text; null when there is none, or none on this word alone.</summary>
    public WordEvidence? EvidenceOn(int index) => _evidence.Length > 0 ? _evidence[index] : null;

    // evidence on a form with alternatives is on one of its readings, and told of places in the form
    private static TextEvidence? Find(ImmutableArray<TextEvidence> all, string text, string form, TakeScore score)
    {
        if (score.FormIndex == 0 || !Alternatives.Has(form))
        {
            return all.FirstOrDefault(e => string.Equals(e.Text, form, StringComparison.Ordinal));
        }

        return !all.IsEmpty && !score.ReferenceSpans.IsDefaultOrEmpty
            && WrittenReading.Fitting(text, form, score.ReferenceSpans) is { } reading
            && all.FirstOrDefault(e => string.Equals(e.Text, reading.Text, StringComparison.Ordinal)) is { } evidence
            ? evidence with { Words = [.. evidence.Words.Select(w => w with { Span = reading.InForm(w.Span) })] }
            : null;
    }

    // the transcript's words stand in its text in order; a normalized word belongs to the written one it begins in
    private static HeardWord[] FindHeard(TakeScore score, Transcript? transcript)
    {
        if (transcript is null || transcript.Words.IsDefaultOrEmpty || score.HypothesisSpans.IsDefaultOrEmpty)
        {
            return [];
        }

        var heard = new HeardWord[score.HypothesisWords.Length];
        var owners = new int[heard.Length];
        Array.Fill(owners, -1);
        int next = 0;
        int position = 0;
        for (int w = 0; w < transcript.Words.Length; w++)
        {
            string text = transcript.Words[w].Text;
            // nothing but blanks stands between; looking no further keeps a hostile transcript cheap
            int reach = Math.Min(transcript.Text.Length - position, text.Length + 16);
            int start = text.Length == 0 ? -1 : transcript.Text.IndexOf(text, position, reach, StringComparison.Ordinal);
            if (start < 0)
            {
                continue;
            }

            position = start + text.Length;
            for (; next < heard.Length && score.HypothesisSpans[next].Start < position; next++)
            {
                owners[next] = score.HypothesisSpans[next].Start >= start ? w : -1;
            }
        }

        for (int i = 0; i < heard.Length; i++)
        {
            if (owners[i] >= 0)
            {
                TranscriptWord word = transcript.Words[owners[i]];
                bool isWhole = (i == 0 || owners[i - 1] != owners[i]) && (i + 1 == heard.Length || owners[i + 1] != owners[i]);
                heard[i] = new HeardWord(word.StartSeconds, word.EndSeconds, word.Probability, isWhole);
            }
        }

        return heard;
    }

    private static WordEvidence?[] FindEvidence(TakeScore score, TextEvidence? evidence)
    {
        if (evidence is null || score.ReferenceSpans.IsDefaultOrEmpty)
        {
            return [];
        }

        var found = new WordEvidence?[score.ReferenceWords.Length];
        int first = 0;
        for (int i = 0; i < found.Length; i++)
        {
            TextSpan span = score.ReferenceSpans[i];
            while (first < evidence.Words.Length && evidence.Words[first].Span.End <= span.Start)
            {
                first++;
            }

            // a word that is a part of a weighed one, or holds two of them, has no weight of its own
            bool isAlone = first < evidence.Words.Length
                && Overlaps(evidence.Words[first].Span, span)
                && (first + 1 == evidence.Words.Length || !Overlaps(evidence.Words[first + 1].Span, span))
                && (i == 0 || !Overlaps(evidence.Words[first].Span, score.ReferenceSpans[i - 1]))
                && (i + 1 == found.Length || !Overlaps(evidence.Words[first].Span, score.ReferenceSpans[i + 1]));
            found[i] = isAlone ? evidence.Words[first] : null;
        }

        return found;
    }

    private static bool Overlaps(TextSpan left, TextSpan right) => left.Start < right.End && right.Start < left.End;
}
