using System.Text.Json;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class StreamedScoringTests
{
    private const int Texts = 12;
    private static readonly string[] s_systems = ["kokoro:af_heart", "loopback", "other"];
    private static readonly string[] s_recognizers = ["one", "two"];
    private static readonly RunInfo s_info = TestRun.Info(s_systems, s_recognizers);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Score_TextByText_GivesTheNumbersOfAllAtOnce(int mostTakes)
    {
        Take[] takes = Takes();
        RunResult held = TakeScorer.Score(s_info, takes);
        var sink = new Sink(takes.Length);

        RunResult streamed = TakeScorer.Score(s_info, new HeldTakes(s_info, takes), mostTakes, sink);

        Assert.Equal(Json(held.Systems), Json(streamed.Systems));
        Assert.Equal(Json(held.Info), Json(streamed.Info));
        Assert.Equal(Json(held.Scoring), Json(streamed.Scoring));
        Assert.Equal(Json(held.Takes), Json(sink.Takes));
        Assert.Equal((takes.Length, takes.Length, Texts), (streamed.TakeCount, streamed.Digest!.TakeCount, streamed.Digest.TextCount));
        foreach (string system in s_systems)
        {
            foreach (string recognizer in s_recognizers)
            {
                Assert.Equal(Json(WordTally.Of(held, system, recognizer)), Json(WordTally.Of(streamed, system, recognizer)));
                Assert.Equal(Json(WordFaultTally.Of(held, system, recognizer)), Json(WordFaultTally.Of(streamed, system, recognizer)));
                Assert.Equal(Json(UtteranceTally.Of(held, system, recognizer)), Json(UtteranceTally.Of(streamed, system, recognizer)));
                Assert.Equal(Json(ErrorProfiler.Of(held, system, recognizer)), Json(ErrorProfiler.Of(streamed, system, recognizer)));
            }
        }

        Assert.Empty(WordTally.Of(streamed, "nobody", "one"));
        Assert.Equal(0, ErrorProfiler.Of(streamed, "nobody", "one").CountedTakes);
    }

    [Fact]
    public void Score_TextByText_KeepsTheTextsWithMostTroubleInPlanOrder()
    {
        Utterance[] texts = [.. new[] { "a", "b", "c", "d" }.Select(id => TestRun.Utterance(id, "the cat sat on the mat"))];
        string[] heard = ["the cat sat on the mat", "the dog", "the cat sat on the", "the cat sat on a"];
        Take[] takes = [.. Enumerable.Range(0, 2).SelectMany(r => texts.Zip(heard, (t, h) => TestRun.Heard(t, h, r, $"{t.Id}{r}")))];
        RunInfo info = TestRun.Info();

        RunResult streamed = TakeScorer.Score(info, new HeldTakes(info, takes), 4, new Sink(takes.Length));

        Assert.Equal(["b0", "d0", "b1", "d1"], streamed.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
    }

    [Fact]
    public void Score_TextLargerThanTheExcerpt_IsKeptWhole()
    {
        Take[] takes = [.. Enumerable.Range(0, 5).Select(r => TestRun.Heard(TestRun.Utterance("a", "the cat sat"), "the cat", r, $"{r}"))];
        RunInfo info = TestRun.Info();

        Assert.Equal(5, TakeScorer.Score(info, new HeldTakes(info, takes), 2, new Sink(5)).Takes.Length);
    }

    [Fact]
    public void Score_KeyTwice_IsRefused()
    {
        Take take = TestRun.Heard(TestRun.Utterance("a", "the cat sat"), "the cat");
        RunInfo info = TestRun.Info();

        Assert.Throws<ArgumentException>(() => TakeScorer.Score(info, new HeldTakes(info, [take, take]), 2, new Sink(2)));
    }

    // repeats in rounds as a plan has them; every kind of outcome, by chance that is always the same
    private static Take[] Takes()
    {
        int draws = 0;
        var takes = new List<Take>();
        for (int repeat = 0; repeat < 4; repeat++)
        {
            for (int text = 0; text < Texts; text++)
            {
                foreach (string system in s_systems)
                {
                    takes.Add(Make(ref draws, TestRun.Utterance($"u{text}", $"the cat number {text} sat on the mat and said nothing at all"), repeat, system));
                }
            }
        }

        return [.. takes];
    }

    private static Take Make(ref int draws, Utterance utterance, int repeat, string system)
    {
        ulong fate = Next(ref draws) % 20;
        if (fate == 0)
        {
            return TestRun.Missing(utterance, repeat, system);
        }

        if (fate == 1)
        {
            return TestRun.Missing(utterance, repeat, system) with { SynthesisFailure = new TakeFailure(TakeFailure.Synthesize, "crash", "it failed") };
        }

        // now and then the sound of an earlier take
        string audio = fate == 2 ? $"{utterance.Id}{system}" : $"{utterance.Id}{system}{repeat}";
        double seconds = 2 + (Next(ref draws) % 100 / 37.0);
        return TestRun.Missing(utterance, repeat, system) with
        {
            Seed = system == "other" ? repeat : null,
            Synthesis = TestRun.Facts(audio, seconds, seconds / 3, fate != 3, fate == 4 ? null : .1) with
            {
                Warnings = fate == 5 ? [new TakeWarning("clipped-audio", "loud")] : [],
                Audio = Sound(Next(ref draws) % 8),
            },
            Recognitions = [.. Recognitions(Next(ref draws), utterance.Text)],
        };
    }

    private static AudioFacts Sound(ulong pause) => new()
    {
        LeadingSilenceSeconds = 0, TrailingSilenceSeconds = 0.1, SpeechSeconds = 1.5, InnerSilenceSeconds = 0, DropoutCount = 0, ClickCount = 0, ClippedSampleCount = 0, DcOffset = 0,
        Pauses = [new AudioStretch(1, pause / 4.0)], SpeechLevelDbfs = -20, EndLevel50MsDbfs = -40.0 - pause,
    };

    private static IEnumerable<RecognizedTake> Recognitions(ulong chance, string text)
    {
        foreach (string recognizer in s_recognizers)
        {
            string[] words = text.Split(' ');
            int place = (int)(chance % (ulong)words.Length);
            chance >>= 8;
            string heard = (chance % 5) switch
            {
                0 => string.Join(' ', words.Where((_, i) => i != place)),
                1 => string.Join(' ', words.Select((w, i) => i == place ? "hat" : w)),
                2 => string.Join(' ', words.Append("the cat number 3 sat on the mat")),
                _ => text,
            };
            double at = 0;
            yield return (chance % 31) == 0
                ? new RecognizedTake(recognizer, null, new TakeFailure(TakeFailure.Transcribe, "token-limit", "it failed"))
                : new RecognizedTake(recognizer, new Transcript { Text = heard, Words = [.. heard.Split(' ').Select(w => new TranscriptWord(w, at, at += .2, .9))] }, null);
            chance >>= 8;
        }
    }

    private static ulong Next(ref int draws) => SplitMix64.At(7, (ulong)draws++);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private sealed class Sink(int count) : IScoredTakeSink
    {
        public ScoredTake[] Takes { get; } = new ScoredTake[count];

        public void Add(int index, ScoredTake take)
        {
            Assert.Null(Takes[index]);
            Takes[index] = take;
        }
    }
}
