using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

public sealed class WordVerdictTests
{
    [Theory]
    [InlineData("The cat sat on the mat.", "the cat sat on the mat", "......")]
    [InlineData("The cat sat on the mat.", "the cat on the mat", "..k...")]
    [InlineData("The cat sat on the mat.", "cat sat on the mat", "k.....")]
    [InlineData("The cat sat on the mat.", "the cat sat on on the mat", "...r..")]
    [InlineData("The cat sat on the mat.", "the cat sat on the on the mat", "...rr.")]
    [InlineData("The cat sat on the mat.", "the cat sat on on on the mat", "...r.. loop")]
    [InlineData("Glue the sheet to the dark blue background.", "glue the sheep to the dark background", "..m...k.")]
    [InlineData("The birch canoe slid on the smooth planks.", "the birch canoe slid on the smooth plank", ".......m")]
    [InlineData("The juice of lemons makes fine punch.", "the juice of lemon makes fine punch", "...m...")]
    [InlineData("Call the doctor now.", "call the elephant now", "..R.")]
    [InlineData("There are two birds.", "their are too birds", "....")]
    [InlineData("Is every one here?", "is everyone here", "...")]
    [InlineData("I want to go home.", "i wanto go home", ".MM..")]
    [InlineData("The background is dark.", "the back ground is dark", "....")]
    [InlineData("The umbrella is dark.", "the um bela is dark", ".S..")]
    [InlineData("He crossed the street.", "he crossed the st street", "...r")]
    [InlineData("The cat sat down.", "the cat sat quietly down", ".... inserted@3:quietly")]
    [InlineData("The cat sat down.", "the cat sat with seven little mice down", ".... babble@3:with_seven_little_mice")]
    [InlineData("The red old house stood there.", "the old red house stood there", "...... transposed")]
    [InlineData("It was the best of times it was the worst of times.", "it was the best of times it was worst of times", "........k...")]
    [InlineData("Rice is often served in round bowls.", "rice is often served in round", "......k")]
    [InlineData("Please call Stella and ask her to bring these things.", "please call stella and ask her to bring bring these things", ".......r..")]
    [InlineData("One two three four five six seven eight.", "one two eight", "..kkkkk. clause-skipped")]
    [InlineData("One two three four five six seven eight.", "one two three four five", ".....kkk truncated")]
    public void Judge_Transcript_NamesEachWord(string text, string heard, string expected) =>
        Assert.Equal(expected, TestVerdict.Line(TestVerdict.Of(text, heard)));

    [Fact]
    public void Judge_Words_HaveTheirPlaceInTheText()
    {
        const string Text = "Say \u201cDr. Smith\u201d \u2013 in 1984!";
        TakeVerdict verdict = TestVerdict.Of(Text, "say doctor smith in nineteen eighty");

        Assert.Equal(["Say", "Dr", "Smith", "in", "1984", "1984", "1984"], verdict.Words.Select(w => Text[w.Span.Start..w.Span.End]));
        Assert.Equal(["say", "doctor", "smith", "in", "nineteen", "eighty", "four"], verdict.Words.Select(w => w.Word));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], verdict.Words.Select(w => w.WordIndex));
    }

    [Fact]
    public void Judge_TranscriptAlone_IsLikely()
    {
        TakeVerdict verdict = TestVerdict.Of("The cat sat on the mat.", "the cat on the hat");

        WordVerdict skipped = verdict.Words[2];
        Assert.Equal((WordVerdictKind.Skipped, VerdictConfidence.Likely, "skipped-heard"), (skipped.Kind, skipped.Confidence, skipped.RuleId));
        Assert.Null(skipped.Heard);
        WordVerdict mangled = verdict.Words[5];
        Assert.Equal((WordVerdictKind.Mangled, VerdictConfidence.Likely, "mangled-near", "hat"), (mangled.Kind, mangled.Confidence, mangled.RuleId, mangled.Heard));
        Assert.InRange(mangled.SoundDistance!.Value, .01, .45);
        Assert.Equal(Severity.Major, verdict.Severity);
    }

    [Theory]
    [InlineData(1.0, WordVerdictKind.Skipped, VerdictConfidence.Confirmed)]
    [InlineData(-2.0, WordVerdictKind.Skipped, VerdictConfidence.Confirmed)]
    [InlineData(-3.0, WordVerdictKind.Skipped, VerdictConfidence.Likely)]
    [InlineData(-5.0, WordVerdictKind.Unsure, VerdictConfidence.Unsure)]
    [InlineData(-30.0, WordVerdictKind.Unsure, VerdictConfidence.Unsure)]
    public void Judge_LostWord_AsksTheLikelihood(double skipGain, WordVerdictKind kind, VerdictConfidence confidence)
    {
        WordVerdict word = TestVerdict.Of(WithEvidence("the cat on the mat", 2, skipGain, -20)).Words[2];

        Assert.Equal((kind, confidence, skipGain), (word.Kind, word.Confidence, word.SkipGain));
    }

    [Theory]
    [InlineData(-9.0, -20.0, WordVerdictKind.Said, "said-heard", VerdictConfidence.Confirmed)]
    [InlineData(3.0, -20.0, WordVerdictKind.Skipped, "skipped-likelihood", VerdictConfidence.Likely)]
    [InlineData(9.0, -20.0, WordVerdictKind.Skipped, "skipped-likelihood", VerdictConfidence.Confirmed)]
    [InlineData(-9.0, -5.0, WordVerdictKind.Repeated, "repeated-likelihood", VerdictConfidence.Likely)]
    [InlineData(-9.0, 1.0, WordVerdictKind.Repeated, "repeated-likelihood", VerdictConfidence.Confirmed)]
    public void Judge_HeardWord_AsksTheLikelihood(double skipGain, double doubleGain, WordVerdictKind kind, string rule, VerdictConfidence confidence)
    {
        WordVerdict word = TestVerdict.Of(WithEvidence("the cat sat on the mat", 2, skipGain, doubleGain)).Words[2];

        Assert.Equal((kind, rule, confidence), (word.Kind, word.RuleId, word.Confidence));
    }

    [Theory]
    [InlineData("the cat sat on mat", 5, 3.0, -20.0, "....k.")]
    [InlineData("the cat sat on mat", 5, -9.0, 1.0, "....k.")]
    [InlineData("the cat sat on a mat", 5, 3.0, -20.0, "....R.")]
    [InlineData("the cat sat on a mat", 5, -9.0, 1.0, "....Rr")]
    public void Judge_HeardWordBesideADifference_IsNotBlamedForIt(string heard, int index, double skipGain, double doubleGain, string line)
    {
        Take take = WithEvidence(heard, index, skipGain, doubleGain);
        RecognizedTake recognition = take.Recognitions[0];
        TextEvidence evidence = recognition.Evidence[0];
        take = take with { Recognitions = [recognition with { Evidence = [evidence with { Words = evidence.Words.SetItem(4, evidence.Words[4] with { LogProbability = -8, SkipGain = 1 }) }] }] };

        Assert.Equal(line, TestVerdict.Line(TestVerdict.Of(take)));
    }

    [Theory]
    [InlineData(-3, ".......")]
    [InlineData(1, ".r.....")]
    public void Judge_WordThatTheTextHasTwice_NeedsAClearGain(double gain, string line)
    {
        const string Text = "very very slowly the big door opened";
        Take take = TestRun.Heard(TestRun.Utterance("u", Text), Text);
        int start = 0;
        var evidence = new TextEvidence(Text, -3, -3, [.. Text.Split(' ').Select((w, i) =>
        {
            var span = new TextSpan(start, start + w.Length);
            start += w.Length + 1;
            return new WordEvidence(span, -1, i, i + 1, -12, i == 1 ? gain : -20, i != 1);
        })]);

        Assert.Equal(line, TestVerdict.Line(TestVerdict.Of(take with { Recognitions = [take.Recognitions[0] with { Evidence = [evidence] }] })));
    }

    [Theory]
    [InlineData(-40, ".....")]
    [InlineData(-30, "k....")]
    public void Judge_OddlyWrittenText_IsNoSkippedWord(double logProbability, string line)
    {
        // the transcript, -29, has the same words; without "warning" the text gains 4
        const string Text = "Warning: save your work now";
        Take take = TestRun.Heard(TestRun.Utterance("u", Text), "Warning, save your work now.");
        var evidence = new TextEvidence(Text, logProbability, -29, [new WordEvidence(new TextSpan(0, 8), -1, 0, 1, 4, -20, false)]);

        Assert.Equal(line, TestVerdict.Line(TestVerdict.Of(take with { Recognitions = [take.Recognitions[0] with { Evidence = [evidence] }] })));
    }

    [Fact]
    public void Judge_AcceptedFormWithAlternatives_AsksTheLikelihoodOfItsReading()
    {
        const string Form = "smith { et al / and others } found no effect";
        Utterance utterance = TestRun.Utterance("u", "Smith et al. found no effect.", Form);
        Take take = TestRun.Heard(utterance, "Smith and others found no effect.");
        var evidence = new TextEvidence(
            "Smith and others found no effect.",
            -3,
            -3,
            [.. new[] { (0, 5), (6, 9), (10, 16), (17, 22), (23, 25), (26, 33) }.Select((s, i) => new WordEvidence(new TextSpan(s.Item1, s.Item2), -1, i, i + 1, i == 2 ? 9 : -12, -20, i != 2))]);
        take = take with { Recognitions = [take.Recognitions[0] with { Evidence = [new TextEvidence(utterance.Text, -40, -3, []), evidence] }] };

        TakeVerdict verdict = TestVerdict.Of(take);

        Assert.Equal(["smith", "and", "others", "found", "no", "effect"], verdict.Words.Select(w => w.Word));
        Assert.Equal("..k...", TestVerdict.Line(verdict));
        Assert.Equal((9.0, VerdictConfidence.Confirmed, "others"), (verdict.Words[2].SkipGain, verdict.Words[2].Confidence, Form[verdict.Words[2].Span.Start..verdict.Words[2].Span.End]));
        Assert.All(verdict.Words, w => Assert.NotNull(w.SkipGain));
    }

    [Fact]
    public void Judge_ScreenedGains_DecideNothing()
    {
        Take take = WithEvidence("the cat sat on the mat", 2, 9, 9, isScreened: true);

        Assert.All(TestVerdict.Of(take).Words, w => Assert.Equal(WordVerdictKind.Said, w.Kind));
    }

    [Fact]
    public void Judge_DoubledWordInTheTranscript_IsConfirmedByLikelihood()
    {
        WordVerdict word = TestVerdict.Of(WithEvidence("the cat sat sat on the mat", 2, -20, 2)).Words[2];

        Assert.Equal((WordVerdictKind.Repeated, VerdictConfidence.Confirmed, "sat sat"), (word.Kind, word.Confidence, word.Heard));
    }

    [Theory]
    [InlineData(10.0, -8.0, WordVerdictKind.Replaced, VerdictConfidence.Confirmed, "replaced-other")]
    [InlineData(1.0, -8.0, WordVerdictKind.Replaced, VerdictConfidence.Likely, "replaced-other")]
    [InlineData(-1.0, -8.0, WordVerdictKind.Replaced, VerdictConfidence.Likely, "replaced-other")]
    [InlineData(10.0, -1.0, WordVerdictKind.Unsure, VerdictConfidence.Unsure, "unsure-supported")]
    [InlineData(-1.0, null, WordVerdictKind.Unsure, VerdictConfidence.Unsure, "unsure-misread")]
    public void Judge_OtherWord_AsksTheLikelihood(double gain, double? logProbability, WordVerdictKind kind, VerdictConfidence confidence, string rule)
    {
        Take take = WithEvidence("the cat slept on the mat", 2, -9, -20);
        RecognizedTake recognition = take.Recognitions[0];
        TextEvidence evidence = recognition.Evidence[0] with { LogProbability = -20, TranscriptLogProbability = -20 + gain };
        evidence = evidence with { Words = logProbability is { } value ? evidence.Words.SetItem(2, evidence.Words[2] with { LogProbability = value }) : evidence.Words.RemoveAt(2) };
        take = take with { Recognitions = [recognition with { Evidence = [evidence] }] };

        WordVerdict word = TestVerdict.Of(take).Words[2];

        Assert.Equal((kind, confidence, rule), (word.Kind, word.Confidence, word.RuleId));
    }

    [Theory]
    [InlineData(-1.0, "uu....")]
    [InlineData(-6.0, "MM....")]
    public void Judge_WordsWrittenTogether_AsksTheLikelihood(double logProbability, string line)
    {
        Take take = WithEvidence("thekatt sat on the mat", 0, -9, -20);
        RecognizedTake recognition = take.Recognitions[0];
        take = take with { Recognitions = [recognition with { Evidence = [recognition.Evidence[0] with { Words = [.. recognition.Evidence[0].Words.Select(w => w with { LogProbability = logProbability })] }] }] };

        Assert.Equal(line, TestVerdict.Line(TestVerdict.Of(take)));
    }

    [Theory]
    [InlineData("A one two three four five six end", "a end", ".kkkkkk. clause-skipped")]
    [InlineData("A one two cat four five six end", "a hat end", ".kkmkkk. clause-skipped")]
    [InlineData("A cat two three four end", "a hat end", ".mkkk. clause-skipped")]
    [InlineData("A cat dog three four end", "a hat fog end", ".mmkk.")]
    public void Judge_ClauseWithAWordHeardInIt_IsStillOne(string text, string heard, string line) => Assert.Equal(line, TestVerdict.Line(TestVerdict.Of(text, heard)));

    [Fact]
    public void Judge_UnclearWord_IsMangledHoweverFar()
    {
        Utterance utterance = TestRun.Utterance("u", "Call the doctor now.");

        WordVerdict word = TestVerdict.Of(TestVerdict.Timed(utterance, "call the elephant now", 2, probability: .2)).Words[2];

        Assert.Equal((WordVerdictKind.Mangled, "mangled-unclear"), (word.Kind, word.RuleId));
    }

    [Fact]
    public void Judge_FailedSynthesis_LosesAllWords()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Failed(TestRun.Utterance("u", "The cat sat."), reason: "silent-audio"));

        Assert.Equal("kkk silent", TestVerdict.Line(verdict));
        Assert.All(verdict.Words, w => Assert.Equal(VerdictConfidence.Confirmed, w.Confidence));
        Assert.Equal(Severity.Catastrophic, verdict.Severity);
    }

    [Fact]
    public void Judge_DoubledWordHeardOnce_TimesSayWhichIsLost()
    {
        // "that" comes twice; only the second was said
        Utterance utterance = TestRun.Utterance("u", "I know that that works.");
        Take take = TestRun.Heard(utterance, "I know that works") with
        {
            Recognitions =
            [
                new RecognizedTake(
                    TestRun.Recognizer,
                    new Transcript { Text = "I know that works", Words = [new("I", 0, .1, 1), new("know", .1, .4, 1), new("that", .7, .9, 1), new("works", .9, 1.2, 1)] },
                    null)
                {
                    Evidence =
                    [
                        new TextEvidence(
                            utterance.Text, -5, -3, [Word(0, 1, 0), Word(2, 6, .1), Word(7, 11, .4), Word(12, 16, .7), Word(17, 22, .9)]),
                    ],
                },
            ],
        };

        Assert.Equal("..k..", TestVerdict.Line(TestVerdict.Of(take)));

        WordEvidence Word(int start, int end, double at) => new(new TextSpan(start, end), -1, at, at + .2, null, null, true);
    }

    private static Take WithEvidence(string heard, int index, double skipGain, double doubleGain, bool isScreened = false)
    {
        const string Text = "The cat sat on the mat.";
        var words = new List<WordEvidence>();
        int at = 0;
        foreach (string word in Text.TrimEnd('.').Split(' '))
        {
            bool isIt = words.Count == index;
            words.Add(new WordEvidence(new TextSpan(at, at + word.Length), -1, null, null, isIt ? skipGain : -15, isIt ? doubleGain : -20, isIt && isScreened));
            at += word.Length + 1;
        }

        Take take = TestRun.Heard(TestRun.Utterance("u", Text), heard);
        return take with { Recognitions = [take.Recognitions[0] with { Evidence = [new TextEvidence(Text, -10, -10, [.. words])] }] };
    }
}
