using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>Evidence from a decoder whose probabilities are known and whose later step takes one token only, as the published layouts promise.</summary>
public sealed class EvidenceContractTests
{
    private const int End = FakeWhisper.EndOfText;

    // ids: 2 " a", 3 " b", 5 "."; after place n the fake finds the n-th of these likely, whatever came before
    private static readonly double s_likely = 5 - Math.Log(Math.Exp(5) + 13);
    private static readonly double s_unlikely = s_likely - 5;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Weigh_KnownLogits_GivesGainsAndTimes(bool pair, bool attentionsLater)
    {
        using FakeWhisper fake = new FakeWhisper { IsPair = pair, HasAttentionsLater = attentionsLater }.Writes(2, 3, 5, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load(",evidence=full");
        Waveform audio = Noise(3);
        Transcript transcript = await recognizer.TranscribeAsync(audio, CancellationToken.None);

        TextEvidence evidence = await recognizer.WeighAsync(audio, transcript, " a b. ", CancellationToken.None);

        Assert.Equal(" a b. ", evidence.Text);
        Assert.Equal(4 * s_likely, evidence.LogProbability, 1e-3);
        Assert.Equal(evidence.LogProbability, evidence.TranscriptLogProbability);
        Assert.Equal([new TextSpan(1, 2), new TextSpan(3, 4)], evidence.Words.Select(w => w.Span));
        Assert.All(evidence.Words, w => Assert.Equal(s_likely, w.LogProbability, 1e-3));
        Assert.All(evidence.Words, w => Assert.False(w.IsScreened));
        // " b." in the places of " a b.": no token is where it is likely; the text is one token shorter
        Assert.Equal((3 * s_unlikely) - (4 * s_likely), evidence.Words[0].SkipGain!.Value, 1e-3);
        Assert.Equal(s_likely + (2 * s_unlikely) - (4 * s_likely), evidence.Words[1].SkipGain!.Value, 1e-3);
        // " a a b." and " a b b.": after the last place everything is equally likely
        double flat = -Math.Log(14);
        Assert.Equal(s_likely + (3 * s_unlikely) + flat - (4 * s_likely), evidence.Words[0].DoubleGain!.Value, 1e-3);
        Assert.Equal((2 * s_likely) + (2 * s_unlikely) + flat - (4 * s_likely), evidence.Words[1].DoubleGain!.Value, 1e-3);
        // the screen looks at the next token only
        Assert.Equal(s_unlikely - (2 * s_likely), evidence.Words[0].SkipEstimate!.Value, 1e-3);
        Assert.Equal(s_unlikely - s_likely, evidence.Words[0].DoubleEstimate!.Value, 1e-3);
        Assert.Equal(transcript.Words.Select(w => w.StartSeconds), evidence.Words.Select(w => w.StartSeconds));
        Assert.True(evidence.Words[1].EndSeconds <= transcript.Words[1].EndSeconds);
    }

    [Fact]
    public async Task Weigh_Screened_KeepsTheEstimateOfUnsuspectWords()
    {
        // a word is never suspect here: its estimates are -20
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End);
        for (int place = 0; place < 3; place++)
        {
            fake.Logit(place, place == 0 ? 2 : place == 1 ? 3 : End, 20);
        }

        fake.WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TextEvidence evidence = await recognizer.WeighAsync(Noise(1), new Transcript { Text = "" }, "a b", CancellationToken.None);

        Assert.All(evidence.Words, w => Assert.True(w.IsScreened));
        Assert.All(evidence.Words, w => Assert.Equal(w.SkipEstimate, w.SkipGain));
        Assert.All(evidence.Words, w => Assert.Equal(w.DoubleEstimate, w.DoubleGain));
        Assert.Null(evidence.TranscriptLogProbability);
        Assert.Equal("1", recognizer.Info.EvidenceVersion);
    }

    [Fact]
    public async Task Weigh_GraphWithoutAttentions_GivesNoTimes()
    {
        using FakeWhisper fake = new FakeWhisper { HasAttentions = false }.Writes(2, 3, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TextEvidence evidence = await recognizer.WeighAsync(Noise(1), new Transcript { Text = "b" }, "a b", CancellationToken.None);
        Assert.All(evidence.Words, w => Assert.Null(w.StartSeconds ?? w.EndSeconds));
        Assert.Equal((2 * s_unlikely), evidence.TranscriptLogProbability!.Value, 1e-3);
    }

    [Fact]
    public async Task Weigh_TextOfSignsOnly_HasNoWords()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(5, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TextEvidence evidence = await recognizer.WeighAsync(Noise(1), new Transcript { Text = "" }, ".", CancellationToken.None);
        Assert.Empty(evidence.Words);
    }

    [Fact]
    public async Task Weigh_WhatDoesNotFit_Fails()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        var nothing = new Transcript { Text = "" };
        string fits = string.Join(' ', Enumerable.Repeat("a", 235));
        Assert.Equal(235, (await recognizer.WeighAsync(Noise(1), nothing, fits, CancellationToken.None)).Words.Length);
        Assert.Equal("text-too-long", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.WeighAsync(Noise(1), nothing, fits + " a", CancellationToken.None))).Reason);
        Assert.Equal("audio-too-long", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.WeighAsync(Noise(30.001), nothing, "a", CancellationToken.None))).Reason);
        await Assert.ThrowsAsync<ArgumentException>(() => recognizer.WeighAsync(Noise(1), nothing, " ", CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recognizer.WeighAsync(Noise(1), nothing, "a", new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Weigh_DecoderGivesNoNumbers_Fails()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End).Logit(1, 0, float.NaN).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Assert.Equal("not-a-number", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.WeighAsync(Noise(1), new Transcript { Text = "" }, "a b", CancellationToken.None))).Reason);
    }

    private static Waveform Noise(double seconds)
    {
        var random = new Random(1);
        return new Waveform(Enumerable.Range(0, (int)(seconds * 16_000)).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray(), 16_000);
    }
}
