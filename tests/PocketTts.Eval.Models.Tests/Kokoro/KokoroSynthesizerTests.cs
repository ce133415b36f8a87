using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Kokoro;

namespace PocketTts.Eval.Models.Tests.Kokoro;

public sealed class KokoroSynthesizerTests
{
    // "həlˈO." is ids 50 83 54 156 31 4
    private const string Hello = "həlˈO.";
    private static readonly int[] HelloIds = [0, 50, 83, 54, 156, 31, 4, 0];

    public static TheoryData<string, bool, bool, int, bool> Families()
    {
        var families = new TheoryData<string, bool, bool, int, bool>();
        foreach (string tokens in new[] { "tokens", "input_ids" })
        {
            foreach (bool wholeSpeed in new[] { false, true })
            {
                foreach (int rank in new[] { 1, 2, 3 })
                {
                    foreach (bool durations in new[] { false, true })
                    {
                        families.Add(tokens, wholeSpeed, rank == 3, rank, durations);
                    }
                }
            }
        }

        return families;
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task SynthesizeAsync_EverySignature_FeedsPadsStyleRowAndSpeed(string tokens, bool wholeSpeed, bool scalarSpeed, int rank, bool durations)
    {
        using var fixture = new KokoroFixture(new FakeKokoro { TokensName = tokens, HasWholeSpeed = wholeSpeed, HasScalarSpeed = scalarSpeed, AudioRank = rank, HasDurations = durations });

        SynthesisResult result = await fixture.SpeakAsync("kokoro:af_heart,speed=2", Hello);

        Assert.Equal(HelloIds.Select(id => Value(id, KokoroFixture.RowValue(1, 5), 2)), Levels(result.Audio));
        Assert.Equal(Hello, result.Phonemes);
        Assert.Equal(6, result.UnitCount);
        Assert.Equal(1, result.ChunkCount);
        Assert.Equal(24_000, result.Audio.SampleRateHz);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task LoadAsync_WholeSpeedGraphAndBrokenSpeed_IsRefused()
    {
        using var fixture = new KokoroFixture(new FakeKokoro { HasWholeSpeed = true });
        InputException e = await Assert.ThrowsAsync<InputException>(() => fixture.LoadAsync("kokoro:af_heart,speed=1.5"));
        Assert.Equal("speed", e.Field);
        Assert.Contains("takes whole numbers only; expected 1 or 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SynthesizeAsync_StyleRowT_TakesTheNextRowAndTheLastAtTheEnd()
    {
        using var fixture = new KokoroFixture();
        SynthesisResult hello = await fixture.SpeakAsync("kokoro:af_heart,style-row=T", Hello);
        Assert.Equal(Value(0, KokoroFixture.RowValue(1, 6), 1), Levels(hello.Audio)[0]);

        SynthesisResult full = await fixture.SpeakAsync("kokoro:af_heart,style-row=T", new string('a', 510));
        Assert.Equal(Value(0, KokoroFixture.RowValue(1, 509), 1), Levels(full.Audio)[0]);
    }

    [Fact]
    public async Task SynthesizeAsync_Blend_IsTheWeightedMeanOfPacks()
    {
        using var fixture = new KokoroFixture();
        SynthesisResult result = await fixture.SpeakAsync("kokoro:af_heart:1+bf_emma:3", Hello);
        Assert.Equal(Value(0, KokoroFixture.RowValue(1.75f, 5), 1), Levels(result.Audio)[0]);
    }

    [Fact]
    public async Task SynthesizeAsync_UnknownPhonemes_AreDroppedAndNamed()
    {
        using var fixture = new KokoroFixture();
        SynthesisResult result = await fixture.SpeakAsync("kokoro:af_heart", "hgəlˈO.g\n😀");
        Assert.Equal(HelloIds.Length, Levels(result.Audio).Length);
        TakeWarning warning = Assert.Single(result.Warnings);
        Assert.Equal("dropped-phonemes", warning.Code);
        Assert.Equal("4 phonemes are not in Kokoro's vocabulary and were dropped: U+0067 'g' ×2, U+000A, U+1F600 '😀'", warning.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ggg")]
    [InlineData(" … !? “”")]
    [InlineData("ˈː")]
    public async Task SynthesizeAsync_NoSoundLeft_Fails(string text)
    {
        using var fixture = new KokoroFixture();
        TakeFailedException e = await Assert.ThrowsAsync<TakeFailedException>(() => fixture.SpeakAsync("kokoro:af_heart", text));
        Assert.Equal("nothing-to-speak", e.Reason);
    }

    [Fact]
    public async Task SynthesizeAsync_NotANumber_Fails()
    {
        using var fixture = new KokoroFixture(new FakeKokoro { IsNotANumber = true });
        TakeFailedException e = await Assert.ThrowsAsync<TakeFailedException>(() => fixture.SpeakAsync("kokoro:af_heart", Hello));
        Assert.Equal("not-a-number", e.Reason);
    }

    [Fact]
    public async Task SynthesizeAsync_LongText_IsSpokenInPiecesJoinedSampleBySample()
    {
        using var fixture = new KokoroFixture();
        string sentence = string.Join(' ', Enumerable.Repeat("abc", 20)) + ".";
        string text = string.Join(' ', Enumerable.Repeat(sentence, 12));
        var sink = new CollectingSink();

        SynthesisResult result = await fixture.SpeakAsync("kokoro:af_heart,max-tokens=250", text, sink);

        // three sentences of 80 tokens and two blanks make 242 tokens: four pieces
        Assert.Equal(4, result.ChunkCount);
        Assert.Equal(4 * 242, result.UnitCount);
        Assert.Equal(4 * (242 + 2) * 600, result.Audio.Samples.Length);
        Assert.Equal(Enumerable.Repeat(244 * 600, 4), sink.Writes);
        Assert.True(sink.Samples.AsSpan().SequenceEqual(result.Audio.Samples.Span));
        Assert.Equal(text, result.Phonemes);
        TakeWarning warning = Assert.Single(result.Warnings);
        Assert.Equal(("split-text", "the text was spoken in 4 pieces"), (warning.Code, warning.Message));
        int[] starts = [.. Levels(result.Audio).Select((level, i) => (level, i)).Where(l => l.level == Value(0, KokoroFixture.RowValue(1, 241), 1)).Select(l => l.i)];
        Assert.Equal([0, 243, 244, 487, 488, 731, 732, 975], starts);
    }

    [Fact]
    public async Task SynthesizeAsync_TooLongText_FailsBeforeAnyWork()
    {
        using var fixture = new KokoroFixture();
        TakeFailedException e = await Assert.ThrowsAsync<TakeFailedException>(() => fixture.SpeakAsync("kokoro:af_heart", new string('a', 20_001)));
        Assert.Equal("text-too-long", e.Reason);

        SynthesisResult longer = await fixture.SpeakAsync("kokoro:af_heart,max-chars=60000", string.Join(' ', Enumerable.Repeat("abcd", 10_000)));
        Assert.Equal(99, longer.ChunkCount); // 102 words of four and their blanks fit in 510
        Assert.Equal(40_000 + 9_999 - 98, longer.UnitCount);
    }

    [Fact]
    public async Task SynthesizeAsync_OtherLanguage_IsSaid()
    {
        using var fixture = new KokoroFixture();
        fixture.Phonemizer.Warnings = [new TakeWarning("guessed", "x")];
        SynthesisResult result = await fixture.SpeakAsync("kokoro:af_heart", Hello, language: "de-DE");
        Assert.Equal(["language-ignored", "guessed"], result.Warnings.Select(w => w.Code));
        Assert.Single((await fixture.SpeakAsync("kokoro:af_heart", Hello, language: "en-GB")).Warnings);
    }

    [Fact]
    public async Task SynthesizeAsync_Cancelled_Stops()
    {
        using var fixture = new KokoroFixture();
        using ISpeechSynthesizer synthesizer = await fixture.LoadAsync("kokoro:af_heart,max-tokens=20,max-chars=1000000");
        using var source = new CancellationTokenSource();
        var sink = new CollectingSink { OnWrite = source.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            synthesizer.SynthesizeAsync(new SynthesisRequest(string.Join(' ', Enumerable.Repeat("abcd", 1000))), sink, source.Token));

        Assert.Single(sink.Writes);
        SynthesisResult next = await synthesizer.SynthesizeAsync(new SynthesisRequest(Hello), null, TestContext.Current.CancellationToken);
        Assert.Equal(8 * 600, next.Audio.Samples.Length);
    }

    [Fact]
    public async Task Dispose_Synthesizer_DisposesTheFrontEnd()
    {
        using var fixture = new KokoroFixture();
        (await fixture.LoadAsync("kokoro:af_heart")).Dispose();
        Assert.True(fixture.Phonemizer.IsDisposed);
    }

    private static float Value(int id, float style, float speed) => MathF.Round(((id * 0.001f) + style) / speed, 4);

    // one value per 600 samples, which must all be equal
    private static float[] Levels(Waveform audio) =>
        [.. audio.Samples.ToArray().Chunk(600).Select(c => MathF.Round(Assert.Single(c.Distinct()), 4))];

    private sealed class CollectingSink : IAudioSink
    {
        public List<int> Writes { get; } = [];

        public float[] Samples { get; private set; } = [];

        public Action? OnWrite { get; init; }

        public void Write(ReadOnlySpan<float> samples)
        {
            Writes.Add(samples.Length);
            Samples = [.. Samples, .. samples];
            OnWrite?.Invoke();
        }
    }
}
