using System.Diagnostics;
using CsCheck;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Tests.Text;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

public sealed class VerdictPropertyTests
{
    private static readonly string[] s_vocabulary = ["the", "cat", "sat", "on", "a", "mat", "two", "too", "every", "one", "everyone", "Dr", "Smith", "1984", "$5"];

    private static readonly Gen<string> s_text = Gen.Int[0, s_vocabulary.Length - 1].Select(i => s_vocabulary[i]).Array[1, 12].Select(w => string.Join(' ', w));

    [Fact]
    public void Judge_AnyPair_GivesEveryWordOneVerdictAndEveryHeardWordOnePlace() =>
        Gen.Select(s_text, s_text).Sample(
            (text, heard) =>
            {
                ScoredTake take = TestRun.Score(TestRun.Heard(TestRun.Utterance("u", text), heard)).Takes[0];
                TakeScore score = take.Scores[0];
                TakeVerdict verdict = score.Verdict;

                Assert.Equal(score.ReferenceWords, verdict.Words.Select(w => w.Word));
                Assert.Equal(score.ReferenceSpans, verdict.Words.Select(w => w.Span));
                Assert.All(verdict.Words, w => Assert.Contains(w.RuleId, VerdictRules.All.Where(r => r.Value == w.Kind.Name()).Select(r => r.Key)));
                Assert.All(verdict.Faults, f => Assert.Contains(f.RuleId, VerdictRules.All.Where(r => r.Value == f.Kind.Name()).Select(r => r.Key)));
                Assert.All(verdict.Extras, e => Assert.Contains(e.RuleId, VerdictRules.All.Where(r => r.Value == e.Kind.Name()).Select(r => r.Key)));

                // no fault without an error in the transcript, none hidden when words are missing
                Assert.True(score.Counts.Errors > 0 || verdict.Severity == Severity.Clean, TestVerdict.Line(verdict));
                int skipped = verdict.Words.Count(w => w.Kind is WordVerdictKind.Skipped or WordVerdictKind.Unsure);
                int merged = verdict.Words.Count(w => w.Kind is WordVerdictKind.Merged or WordVerdictKind.Said or WordVerdictKind.Mangled or WordVerdictKind.Replaced or WordVerdictKind.Repeated or WordVerdictKind.Split);
                Assert.Equal(verdict.Words.Length, skipped + merged);
                Assert.InRange(verdict.Extras.Sum(e => e.Words.Length), 0, score.HypothesisWords.Length);
            },
            iter: 3_000);

    [Fact]
    public void Judge_TheTextItself_IsClean() =>
        s_text.Sample(text => Assert.Equal(Severity.Clean, TestVerdict.Of(text, text).Severity), iter: 2_000);

    [Fact]
    public void Compare_OneAcceptedFormMore_NeverCostsMore() =>
        Gen.Select(s_text, s_text, s_text).Sample(
            (text, form, heard) =>
            {
                ITextComparer comparer = TextComparers.Default;
                ErrorCounts without = comparer.Prepare(text, []).Compare(heard).Counts;
                ErrorCounts with = comparer.Prepare(text, [form]).Compare(heard).Counts;
                Assert.True(with.Errors <= without.Errors);
            },
            iter: 3_000);

    [Fact]
    public void Compare_AnyPair_SpansLieInTheTextInOrder() =>
        Gen.Select(s_text, s_text).Sample(
            (text, heard) =>
            {
                TextComparison comparison = TextComparers.Default.Prepare(text, []).Compare(heard);
                AssertSpans(text, comparison.ReferenceSpans, comparison.ReferenceWords.Length);
                AssertSpans(heard, comparison.HypothesisSpans, comparison.HypothesisWords.Length);

                // every letter and digit of the text belongs to a word
                Assert.All(
                    Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i])),
                    i => Assert.Contains(comparison.ReferenceSpans, s => s.Start <= i && i < s.End));
            },
            iter: 3_000);

    [Theory]
    [MemberData(nameof(Comparers))]
    public void Score_EveryFuzzText_IsDefined(string comparer)
    {
        var scoring = new ScoringOptions { Comparer = TextComparers.Get(comparer) };
        string before = "plain words";
        int rows = 0;
        foreach ((string text, _) in FuzzTexts.Read())
        {
            // the longest have a test of their own; letter by letter already these are long
            if (text.Length > (comparer.Contains("letters", StringComparison.Ordinal) ? 200 : 2_000))
            {
                rows++;
                continue;
            }

            // itself, silence, another text, and itself as what was heard of plain words, in one run with its summary
            Utterance utterance = TestRun.Utterance("u", text);
            RunResult result = TakeScorer.Score(
                TestRun.Info(),
                [
                    TestRun.Heard(utterance, text, 0, "a"), TestRun.Heard(utterance, string.Empty, 1, "b"), TestRun.Heard(utterance, before, 2, "c"),
                    TestRun.Heard(TestRun.Utterance("v", "plain words"), text, 0, "d"),
                ],
                scoring);
            TakeScore[] scores = [.. result.Takes.Select(t => t.Scores[0])];

            Assert.All(scores[0].Verdict.Words, w => Assert.Equal(WordVerdictKind.Said, w.Kind));
            Assert.Empty(scores[0].Verdict.Extras);
            Assert.Equal(0, scores[0].Counts.Errors);
            Assert.All(scores[1].Verdict.Words, w => Assert.Equal(WordVerdictKind.Skipped, w.Kind));
            Assert.All(scores.SelectMany(s => s.Verdict.Words), w => Assert.InRange(w.Span.End, w.Span.Start, Math.Max(text.Length, 11)));
            Assert.All(scores, s => Assert.Equal(s.ReferenceWords.Length, s.Verdict.Words.Length));
            Assert.Equal(4, result.Systems[0].Accuracy[0].CountedTakes);
            before = text;
            rows++;
        }

        Assert.Equal(FuzzTexts.Count, rows);
    }

    [Fact]
    public void Judge_LongFuzzTexts_AreDefined()
    {
        int rows = 0;
        foreach ((string text, _) in FuzzTexts.Read().Where(t => t.Text.Length > 2_000))
        {
            Assert.All(TestVerdict.Of(text, text).Words, w => Assert.Equal(WordVerdictKind.Said, w.Kind));
            Assert.All(TestVerdict.Of(text, string.Empty).Words, w => Assert.Equal(WordVerdictKind.Skipped, w.Kind));
            rows++;
        }

        Assert.InRange(rows, 5, 20);
    }

    public static TheoryData<string> Comparers() => [.. TextComparers.Ids];

    public static TheoryData<string> WordComparers() => [.. TextComparers.Ids.Where(id => !id.Contains("letters", StringComparison.Ordinal))];

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u001B[")]
    [InlineData("🙂🙂 ❤️")]
    [InlineData("...!?")]
    [InlineData("שלום עולם")]
    public void Judge_NothingToSay_IsDefined(string text)
    {
        TakeVerdict verdict = TestVerdict.Of(text, "hello there you");

        Assert.True(verdict.Words.IsEmpty || text.Contains('ש', StringComparison.Ordinal));
        Assert.NotEmpty(verdict.Extras);
    }

    [Theory]
    [MemberData(nameof(WordComparers))]
    public void Judge_HundredThousandWords_EndsSoon(string comparer)
    {
        string[] words = [.. Enumerable.Range(0, 100_000).Select(i => $"w{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676 % 26))}")];
        string text = string.Join(' ', words);
        string heard = string.Join(' ', words.Where((_, i) => i % 5_000 != 77).Select((w, i) => i % 7_000 == 5 ? "other" : w));
        long start = Stopwatch.GetTimestamp();

        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(TestRun.Utterance("u", text), heard), new ScoringOptions { Comparer = TextComparers.Get(comparer) });

        Assert.Equal((20, 100_000), (verdict.Words.Count(w => w.Kind == WordVerdictKind.Skipped), verdict.Words.Length));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "quadratic");
    }

    private static void AssertSpans(string text, System.Collections.Immutable.ImmutableArray<TextSpan> spans, int words)
    {
        Assert.Equal(words, spans.Length);
        int start = 0;
        foreach (TextSpan span in spans)
        {
            Assert.InRange(span.Start, start, text.Length);
            Assert.InRange(span.End, span.Start + 1, text.Length);
            start = span.Start;
        }
    }
}
