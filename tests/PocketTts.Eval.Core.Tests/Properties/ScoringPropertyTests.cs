using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Tests.Verdicts;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Properties;

/// <summary>
/// What holds for every text and transcript. A quick run tries some thousand cases of each; <see cref="Cases.Variable"/> asks for more.
/// </summary>
public sealed class ScoringPropertyTests
{
    private static readonly ITextComparer[] s_comparers = [.. TextComparers.Ids.Select(id => TextComparers.Get(id[..id.IndexOf('/', StringComparison.Ordinal)]))];

    private static readonly Gen<ITextComparer> s_comparer = Gen.Int[0, s_comparers.Length - 1].Select(i => s_comparers[i]);

    [Fact]
    public void Costs_TextAndTranscriptExchanged_AreEqual() =>
        Gen.Select(RandomTexts.Pair, s_comparer).Sample(
            (pair, comparer) =>
            {
                ErrorCounts there = comparer.Prepare(pair.Text, []).Compare(pair.Heard).Counts;
                ErrorCounts back = comparer.Prepare(pair.Heard, []).Compare(pair.Text).Counts;
                Assert.Equal(there.Errors, back.Errors);

                string[] left = pair.Text.Split(' ');
                string[] right = pair.Heard.Split(' ');
                Assert.Equal(Cost(left, right, AlignmentCosts.Unit), Cost(right, left, AlignmentCosts.Unit));
                Assert.Equal(Cost(left, right, AlignmentCosts.Sclite), Cost(right, left, AlignmentCosts.Sclite));
            },
            iter: Cases.Or(1_500));

    [Fact]
    public void Identity_AnyText_IsClean() =>
        Gen.Select(Gen.OneOf(RandomTexts.Text, RandomTexts.Anything), s_comparer).Sample(
            (text, comparer) =>
            {
                TakeScore score = Score(text, text, comparer);
                Assert.Equal(0, score.Counts.Errors);
                Assert.DoesNotContain(score.Verdict.Faults, f => f.Kind is not (TakeFaultKind.TooShort or TakeFaultKind.RunOn));
                Assert.All(score.Verdict.Words, w => Assert.Equal(WordVerdictKind.Said, w.Kind));
                Assert.Empty(score.Verdict.Extras);
            },
            iter: Cases.Or(1_500));

    [Fact]
    public void Counts_AnyPair_AddUp() =>
        Gen.Select(Gen.OneOf(RandomTexts.Pair, Gen.Select(RandomTexts.Anything, RandomTexts.Anything)), s_comparer).Sample(
            (pair, comparer) =>
            {
                RunResult result = TakeScorer.Score(TestRun.Info(), [TestRun.Heard(TestRun.Utterance("u", pair.Item1), pair.Item2)], new ScoringOptions { Comparer = comparer });
                TakeScore score = result.Takes[0].Scores[0];
                ErrorCounts counts = score.Counts;
                Assert.Equal(score.ReferenceWords.Length, counts.Hits + counts.Substitutions + counts.Deletions);
                Assert.Equal(score.HypothesisWords.Length, counts.Hits + counts.Substitutions + counts.Insertions);
                Assert.Equal(
                    (counts.Hits, counts.Substitutions, counts.Deletions, counts.Insertions),
                    (Count(score, EditKind.Correct), Count(score, EditKind.Substitution), Count(score, EditKind.Deletion), Count(score, EditKind.Insertion)));
                Assert.Equal(Enumerable.Range(0, score.ReferenceWords.Length), score.Edits.Where(e => e.ReferenceIndex >= 0).Select(e => e.ReferenceIndex));
                Assert.Equal(Enumerable.Range(0, score.HypothesisWords.Length), score.Edits.Where(e => e.HypothesisIndex >= 0).Select(e => e.HypothesisIndex));
                Assert.Equal(counts, result.Systems[0].Accuracy[0].Counts);

                // a verdict for each word, and the summary's rates are those of the verdicts
                VerdictSummary verdicts = result.Systems[0].Verdicts[0];
                Assert.Equal(Enumerable.Range(0, score.ReferenceWords.Length), score.Verdict.Words.Select(w => w.WordIndex));
                Assert.Equal(score.ReferenceWords.Length, verdicts.Words);
                foreach (WordVerdictKind kind in Enum.GetValues<WordVerdictKind>().Where(k => k != WordVerdictKind.Said))
                {
                    Assert.Equal(score.Verdict.Words.Count(w => w.Kind == kind), verdicts.Rate(kind.Name())!.Raw);
                }

                Assert.Equal(1, verdicts.Clean + verdicts.Minor + verdicts.Major + verdicts.CatastrophicTakes.Raw);
            },
            iter: Cases.Or(1_500));

    [Fact]
    public void Errors_OneAlternativeMore_AreNeverMore() =>
        Gen.Select(RandomTexts.Pair, RandomTexts.Part.Array[2, 4], RandomTexts.Part, s_comparer).Sample(
            (pair, alternatives, other, comparer) =>
            {
                string fewer = $"{other} {{ {string.Join(" / ", alternatives[1..])} }}";
                string more = $"{other} {{ {string.Join(" / ", alternatives)} }}";
                long none = comparer.Prepare(pair.Text, []).Compare(pair.Heard).Counts.Errors;
                long few = comparer.Prepare(pair.Text, [fewer]).Compare(pair.Heard).Counts.Errors;
                long many = comparer.Prepare(pair.Text, [more]).Compare(pair.Heard).Counts.Errors;
                Assert.True(few <= none, $"{few} > {none}");
                Assert.True(many <= few, $"{many} > {few}");
                Assert.True(comparer.Prepare(pair.Text, [fewer, other]).Compare(pair.Heard).Counts.Errors <= few);
            },
            iter: Cases.Or(1_000));

    [Fact]
    public void Spans_AnyPair_CoverTheTextInOrder() =>
        Gen.Select(RandomTexts.Pair, s_comparer).Sample(
            (pair, comparer) =>
            {
                TextComparison comparison = comparer.Prepare(pair.Text, []).Compare(pair.Heard);
                AssertCovered(pair.Text, comparison.ReferenceSpans, comparison.ReferenceWords, comparer);
                AssertCovered(pair.Heard, comparison.HypothesisSpans, comparison.HypothesisWords, comparer);
            },
            iter: Cases.Or(1_500));

    [Fact]
    public void Verdicts_TakesInAnyOrder_AreTheSame() =>
        Gen.Select(RandomRuns.Takes, Gen.Int[0, int.MaxValue]).Sample(
            (takes, seed) =>
            {
                Take[] shuffled = [.. takes];
                new Random(seed).Shuffle(shuffled);
                RunInfo info = TestRun.Info(systems: RandomRuns.Systems);
                Assert.Equal(Lines(TakeScorer.ScoreTakes(info, takes)), Lines(TakeScorer.ScoreTakes(info, shuffled)));
            },
            iter: Cases.Or(1_000));

    // summaries of whole runs take longer: fewer cases. Intervals and means are left out: their last digits follow the order of sums
    [Fact]
    public void Summaries_TakesInAnyOrder_AreTheSame() =>
        Gen.Select(RandomRuns.Takes, Gen.Int[0, int.MaxValue]).Sample(
            (takes, seed) =>
            {
                Take[] shuffled = [.. takes];
                new Random(seed).Shuffle(shuffled);
                RunInfo info = TestRun.Info(systems: RandomRuns.Systems);
                Assert.Equal(TakeScorer.Score(info, takes).Systems.Select(Summary), TakeScorer.Score(info, shuffled).Systems.Select(Summary));
            },
            iter: Cases.Or(50));

    private static TakeScore Score(string text, string heard, ITextComparer comparer) =>
        TakeScorer.Score(TestRun.Info(), [TestRun.Heard(TestRun.Utterance("u", text), heard)], new ScoringOptions { Comparer = comparer }).Takes[0].Scores[0];

    private static long Count(TakeScore score, EditKind kind) => score.Edits.Count(e => e.Kind == kind);

    private static long Cost(string[] left, string[] right, AlignmentCosts costs)
    {
        ErrorCounts counts = LatticeAligner.Align(WordLattice.FromWords(left), WordLattice.FromWords(right), costs).Counts;
        return (costs.Substitution * counts.Substitutions) + (costs.Deletion * counts.Deletions) + (costs.Insertion * counts.Insertions);
    }

    private static void AssertCovered(string text, ImmutableArray<TextSpan> spans, ImmutableArray<string> words, ITextComparer comparer)
    {
        Assert.Equal(words.Length, spans.Length);
        int start = 0;
        foreach (TextSpan span in spans)
        {
            Assert.InRange(span.Start, start, text.Length);
            Assert.InRange(span.End, span.Start + 1, text.Length);
            start = span.Start;
        }

        // whisper's rules drop some words; ours read every letter and digit
        if (comparer is Core.Text.Spoken.StrictComparer)
        {
            Assert.All(Enumerable.Range(0, text.Length).Where(i => char.IsLetterOrDigit(text[i])), i => Assert.Contains(spans, s => s.Start <= i && i < s.End));
        }
    }

    private static IEnumerable<string> Lines(ImmutableArray<ScoredTake> takes) =>
        takes.OrderBy(t => t.Take.Key.ToString(), StringComparer.Ordinal).Select(t =>
            $"{t.Take.Key} {t.RepeatsEarlierTake} {t.Scores[0].Verdict.Severity} {TestVerdict.Line(t.Scores[0].Verdict)} "
            + string.Join(' ', t.Scores[0].Verdict.Words.Select(w => $"{w.Confidence}{w.RuleId}{w.IsTextOrRecognizer}{w.Heard}"))
            + string.Join(' ', t.Scores[0].Verdict.Faults.Select(f => $"{f.Confidence}{f.RuleId}{f.Detail}")));

    private static string Summary(SystemSummary system) => JsonSerializer.Serialize(new
    {
        system.PlannedTakes,
        system.DistinctTakes,
        Counts = system.Accuracy.Select(a => a.Counts),
        Rates = system.Verdicts.SelectMany(v => v.WordRates.Concat(v.TakeRates).Append(v.FailedTakes).Append(v.CatastrophicTakes)).Select(r => (object)new { r.Name, r.Raw, r.Confirmed, r.Of }),
        Severities = system.Verdicts.Select(v => (object)new { v.Clean, v.Minor, v.Major, v.TextOrRecognizerWords, v.Stability.NeverWrong, v.Stability.AlwaysWrong }),
    });
}
