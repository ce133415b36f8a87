using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The calling rules of the published layouts, and what the recognizer says of difficult sound.</summary>
public sealed class WhisperContractTests
{
    private const int End = FakeWhisper.EndOfText;

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    public async Task Transcribe_EveryLayout_WritesTheSameWordsAtTheSameTimes(bool pair, bool cachePosition, bool attentionsLater)
    {
        using FakeWhisper fake = new FakeWhisper { IsPair = pair, HasCachePosition = cachePosition, HasAttentionsLater = attentionsLater }.Writes(2, 1, 5, 3, 0, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(Noise(3), CancellationToken.None);
        Assert.Equal([2, 1, 5, 3, 0, End], transcript.Tokens.Select(t => t.Id));
        Assert.Equal("ab. ba", transcript.Text);
        Assert.Equal(["ab.", "ba"], transcript.Words.Select(w => w.Text));
        Assert.Empty(transcript.Warnings);
        Assert.Empty(recognizer.Info.Warnings);
        // the row of text token n looks at frame 35 + 10 n; the path changes rows half-way between
        Assert.Equal(0, transcript.Words[0].StartSeconds);
        Assert.Equal(transcript.Words[0].EndSeconds, transcript.Words[1].StartSeconds);
        Assert.Equal(1.20, transcript.Words[1].StartSeconds!.Value, 0.041);
        Assert.Equal(1.60, transcript.Words[1].EndSeconds!.Value, 0.041);
    }

    [Fact]
    public async Task Transcribe_KnownLogits_GivesTheirProbabilities()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End).WriteAll();
        fake.Script[FakeWhisper.NoSpeech] = 3; // first prompt position
        fake.WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(Noise(1), CancellationToken.None);
        // 7 ids are permitted (0 to end of text), 5 of them for the first token; ordinary ids are 6
        double first = 5 - Math.Log(Math.Exp(5) + 4);
        double later = 5 - Math.Log(Math.Exp(5) + 6);
        Assert.Equal(first, transcript.Tokens[0].LogProbability, 1e-5);
        Assert.Equal(later, transcript.Tokens[1].LogProbability, 1e-5);
        Assert.Equal((first + later + later) / 3, transcript.AverageLogProbability!.Value, 1e-5);
        Assert.Equal(Math.Exp(5) / (Math.Exp(5) + 5), transcript.Words[0].Probability!.Value, 1e-5);
        Assert.Equal(Math.Exp(3) / (Math.Exp(3) + 13), transcript.NoSpeechProbability!.Value, 1e-5);
    }

    [Fact]
    public async Task Transcribe_GraphWithoutAttentions_GivesNoTimesAndSaysSo()
    {
        using FakeWhisper fake = new FakeWhisper { HasAttentions = false }.Writes(2, 3, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(Noise(1), CancellationToken.None);
        Assert.Equal(["a", "b"], transcript.Words.Select(w => w.Text));
        Assert.All(transcript.Words, w => Assert.Null(w.StartSeconds ?? w.EndSeconds));
        Assert.All(transcript.Words, w => Assert.NotNull(w.Probability));
        Assert.Equal("no-word-times", Assert.Single(recognizer.Info.Warnings).Code);
        TextScore score = await ((ITextScorer)recognizer).ScoreTextAsync(Noise(1), "a b", CancellationToken.None);
        Assert.All(score.Words, w => Assert.Null(w.StartSeconds));
    }

    [Fact]
    public async Task Transcribe_EnglishModel_HasTheShortPrompt()
    {
        using FakeWhisper fake = new FakeWhisper { IsEnglish = true }.Writes(2, 3, 3, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Assert.Equal([FakeWhisper.StartOfTranscript, FakeWhisper.NoTimestamps], recognizer.Model.Configuration.Prompt);
        Assert.Equal("a b b", (await recognizer.TranscribeAsync(Noise(1), CancellationToken.None)).Text);
    }

    [Fact]
    public async Task Transcribe_NeverEndingDecoder_StopsAtTheLimitAndWarns()
    {
        using FakeWhisper fake = new FakeWhisper().Writes([.. Enumerable.Repeat(2, 236)]).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(Noise(6), CancellationToken.None);
        Assert.Equal(224, transcript.Tokens.Length);
        Assert.Equal(224, transcript.Words.Length);
        Assert.All(transcript.Words, w => Assert.NotNull(w.EndSeconds));
        Assert.Equal("token-limit", Assert.Single(transcript.Warnings).Code);
        Assert.True(transcript.CompressionRatio > 2.4);
    }

    [Fact]
    public async Task Transcribe_ForbiddenTokens_AreNeverWritten()
    {
        using var fake = new FakeWhisper { Suppressed = [5, 8] };
        fake.Writes(4, 5, 13, 7, End); // blank first, suppressed, a time, a start: the next best must be written
        fake.Logit(0, End, 6).Logit(0, 2, 4).Logit(1, 3, 4).Logit(2, 0, 4).Logit(3, 1, 4);
        fake.WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(Noise(1), CancellationToken.None);
        Assert.Equal([2, 3, 0, 1, End], transcript.Tokens.Select(t => t.Id));
    }

    [Theory]
    [InlineData(0, "", "near-silent")]
    [InlineData(0.0009f, "", "near-silent")]
    [InlineData(0.0011f, "a", null)]
    public async Task Transcribe_QuietSound_MayHearNothing(float peak, string text, string? warning)
    {
        using FakeWhisper fake = new FakeWhisper().Logit(0, End, 5).Logit(0, 2, 4).Logit(1, End, 5).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        float[] samples = new float[16_000];
        samples[8000] = peak;
        Transcript transcript = await recognizer.TranscribeAsync(new Waveform(samples, 16_000), CancellationToken.None);
        Assert.Equal(text, transcript.Text);
        Assert.Equal(warning is null ? [] : [warning], transcript.Warnings.Select(w => w.Code));
        Assert.Equal(text.Length, transcript.Words.Length);
        Assert.Equal(text.Length == 0, transcript.CompressionRatio is null);
    }

    [Theory]
    [InlineData(0.0009f, 5.2f, "")]
    [InlineData(0.0009f, 2.7f, "a")]
    [InlineData(0.0011f, 5.2f, "a")]
    public async Task Transcribe_ProbablyNoSpeech_IsBelievedOnlyOfQuietSound(float peak, float noSpeechLogit, string text)
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, End);
        fake.Script[FakeWhisper.NoSpeech] = noSpeechLogit;
        fake.WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        Transcript transcript = await recognizer.TranscribeAsync(new Waveform(new[] { 0, peak }, 16_000), CancellationToken.None);
        Assert.Equal(Math.Exp(noSpeechLogit) / (Math.Exp(noSpeechLogit) + 13), transcript.NoSpeechProbability!.Value, 1e-5);
        Assert.Equal(text, transcript.Text);
        Assert.Equal(text.Length == 0 ? [End] : [2, End], transcript.Tokens.Select(t => t.Id));
    }

    [Fact]
    public async Task Transcribe_LongSound_IsReadInPieces()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        float[] samples = [.. Noise(65).Samples.Span];
        samples.AsSpan(20 * 16_000, 8000).Clear();
        samples.AsSpan(41 * 16_000, 8000).Clear();
        Transcript transcript = await recognizer.TranscribeAsync(new Waveform(samples, 16_000), CancellationToken.None);
        Assert.Equal("a b a b a b", transcript.Text);
        Assert.Equal("long-audio", Assert.Single(transcript.Warnings).Code);
        Assert.Contains("3 pieces", transcript.Warnings[0].Message, StringComparison.Ordinal);
        Assert.Equal(9, transcript.Tokens.Length);
        Assert.Equal(20.4, transcript.Words[2].StartSeconds!.Value, 0.1);
        Assert.Equal(41.4, transcript.Words[4].StartSeconds!.Value, 0.1);
    }

    [Fact]
    public async Task Transcribe_OtherRate_IsResampled()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        // 29 s at 24 kHz would be cut if it were taken for 16 kHz
        Transcript transcript = await recognizer.TranscribeAsync(new Waveform(new float[29 * 24_000].AsSpan().ToArray(), 24_000), CancellationToken.None);
        Assert.Equal(["near-silent"], transcript.Warnings.Select(w => w.Code));
        await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.ScoreTextAsync(Noise(30.1), "a", CancellationToken.None));
    }

    [Theory]
    [InlineData(new float[0], "empty-audio")]
    [InlineData(new[] { 0f, float.NaN }, "not-a-number")]
    [InlineData(new[] { 0f, float.NegativeInfinity, 1f }, "not-a-number")]
    public async Task Transcribe_NoSound_Fails(float[] samples, string reason)
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TakeFailedException e = await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.TranscribeAsync(new Waveform(samples, 16_000), CancellationToken.None));
        Assert.Equal(reason, e.Reason);
    }

    [Fact]
    public async Task Transcribe_DecoderGivesNoNumbers_Fails()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, 3, End).Logit(1, 0, float.NaN).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TakeFailedException e = await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.TranscribeAsync(Noise(1), CancellationToken.None));
        Assert.Equal("not-a-number", e.Reason);
        Assert.Equal("not-a-number", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.ScoreTextAsync(Noise(1), "a b", CancellationToken.None))).Reason);
    }

    [Fact]
    public async Task Transcribe_Cancelled_Throws()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recognizer.TranscribeAsync(Noise(1), new CancellationToken(canceled: true)));
        Assert.Equal("a", (await recognizer.TranscribeAsync(Noise(1), CancellationToken.None)).Text);
    }

    [Fact]
    public async Task ScoreText_KnownLogits_GivesTheirProbabilities()
    {
        // nothing is suppressed here, and all ids share the probability
        using FakeWhisper fake = new FakeWhisper { Suppressed = [5] }.Writes(2, 5, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        TextScore score = await recognizer.ScoreTextAsync(Noise(1), " a. ", CancellationToken.None);
        double likely = 5 - Math.Log(Math.Exp(5) + 13);
        Assert.Equal([2, 5, End], score.Tokens.Select(t => t.Id));
        Assert.All(score.Tokens, t => Assert.Equal(likely, t.LogProbability, 1e-5));
        Assert.Equal(Math.Exp(-5 + likely), score.EndProbabilities[0], 1e-6);
        Assert.Equal(Math.Exp(likely), score.EndProbabilities[2], 1e-6);
        Assert.Equal("a.", Assert.Single(score.Words).Text);
        Assert.Equal(3 * likely, score.LogProbability, 1e-5);
    }

    [Fact]
    public async Task ScoreText_WhatDoesNotFit_Fails()
    {
        using FakeWhisper fake = new FakeWhisper().Writes(2, End).WriteAll();
        using WhisperRecognizer recognizer = fake.Load();
        string fits = string.Join(' ', Enumerable.Repeat("a", 235));
        Assert.Equal(236, (await recognizer.ScoreTextAsync(Noise(1), fits, CancellationToken.None)).Tokens.Length);
        Assert.Equal("text-too-long", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.ScoreTextAsync(Noise(1), fits + " a", CancellationToken.None))).Reason);
        Assert.Equal("audio-too-long", (await Assert.ThrowsAsync<TakeFailedException>(() => recognizer.ScoreTextAsync(Noise(30.001), "a", CancellationToken.None))).Reason);
        await Assert.ThrowsAsync<ArgumentException>(() => recognizer.ScoreTextAsync(Noise(1), " ", CancellationToken.None));
    }

    private static Waveform Noise(double seconds)
    {
        var random = new Random(1);
        return new Waveform(Enumerable.Range(0, (int)(seconds * 16_000)).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray(), 16_000);
    }
}
