using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>Evidence of the real model: what is computed with shared keys must be what whole texts give.</summary>
public sealed class EvidenceRealModelTests(WhisperBase model) : IClassFixture<WhisperBase>
{
    private const string Clip = "es26";
    private const string Spoken = "If the weather stays dry, the farmers will bring in the harvest on Friday.";

    [Fact]
    public async Task Weigh_ReferenceClip_EqualsWholeTextsScoredOneByOne()
    {
        using WhisperRecognizer recognizer = WhisperBase.Load("whisper-base,evidence=full");
        Waveform audio = WhisperBase.Clip(Clip);
        Transcript transcript = await recognizer.TranscribeAsync(audio, CancellationToken.None);
        TextEvidence evidence = await recognizer.WeighAsync(audio, transcript, Spoken, CancellationToken.None);

        async Task<double> ScoreAsync(string text) => (await recognizer.ScoreTextAsync(audio, text, CancellationToken.None)).LogProbability;
        TextScore whole = await recognizer.ScoreTextAsync(audio, Spoken, CancellationToken.None);
        Assert.Equal(whole.LogProbability, evidence.LogProbability, 2e-3);
        Assert.Equal(await ScoreAsync(transcript.Text), evidence.TranscriptLogProbability!.Value, 2e-3);
        Assert.Equal(whole.Words.Select(w => w.StartSeconds!.Value), evidence.Words.Select(w => w.StartSeconds!.Value), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(["If", "the", "weather", "stays", "dry", "the", "farmers", "will", "bring", "in", "the", "harvest", "on", "Friday"], evidence.Words.Select(w => Spoken[w.Span.Start..w.Span.End]));
        WordEvidence stays = evidence.Words[3], first = evidence.Words[0], last = evidence.Words[13];
        Assert.Equal(await ScoreAsync("If the weather dry, the farmers will bring in the harvest on Friday.") - whole.LogProbability, stays.SkipGain!.Value, 5e-3);
        Assert.Equal(await ScoreAsync("If the weather stays stays dry, the farmers will bring in the harvest on Friday.") - whole.LogProbability, stays.DoubleGain!.Value, 5e-3);
        Assert.Equal(await ScoreAsync("The weather stays dry, the farmers will bring in the harvest on Friday.") - whole.LogProbability, first.SkipGain!.Value, 5e-3);
        double doubled = Math.Max(
            await ScoreAsync("If If the weather stays dry, the farmers will bring in the harvest on Friday."),
            await ScoreAsync("If if the weather stays dry, the farmers will bring in the harvest on Friday."));
        Assert.Equal(doubled - whole.LogProbability, first.DoubleGain!.Value, 5e-3);
        Assert.Equal(await ScoreAsync("If the weather stays dry, the farmers will bring in the harvest on.") - whole.LogProbability, last.SkipGain!.Value, 5e-3);
        Assert.All(evidence.Words, w => Assert.True(w is { IsScreened: false, SkipGain: < 0, DoubleGain: < -5 }));
    }

    [Fact]
    public async Task Weigh_AfterTheTranscript_EncodesNothingAgain()
    {
        WhisperRecognizer recognizer = model.Recognizer;
        Waveform audio = WhisperBase.Clip(Clip);
        Transcript transcript = await recognizer.TranscribeAsync(audio, CancellationToken.None);
        TextEvidence first = await recognizer.WeighAsync(audio, transcript, Spoken, CancellationToken.None);
        recognizer.Clock.Reset();

        TextEvidence second = await recognizer.WeighAsync(audio, transcript, Spoken, CancellationToken.None);

        int runs = recognizer.Clock.Runs;
        Assert.Equal(first.Words, second.Words);
        // the same without anything remembered: encoder and prompt once more, and nothing else
        recognizer.Clock.Reset();
        TextEvidence fresh = await recognizer.WeighAsync(WhisperBase.Clip(Clip), transcript, Spoken, CancellationToken.None);
        Assert.Equal(runs + 2, recognizer.Clock.Runs);
        Assert.Equal(first.Words, fresh.Words);
        Assert.Equal(first.LogProbability, fresh.LogProbability);
        // weighing has changed nothing that transcripts come from
        Assert.Equal(transcript.Tokens, (await recognizer.TranscribeAsync(audio, CancellationToken.None)).Tokens);
    }

    [Fact]
    public async Task Weigh_WordsThatWereNotSpoken_StandOut()
    {
        Waveform audio = WhisperBase.Clip(Clip);
        Transcript transcript = await model.Recognizer.TranscribeAsync(audio, CancellationToken.None);
        TextEvidence evidence = await model.Recognizer.WeighAsync(audio, transcript, "If the weather stays dry, the young farmers will bring in the harvest on Friday.", CancellationToken.None);
        WordEvidence young = evidence.Words[6];
        Assert.False(young.IsScreened);
        Assert.True(young.SkipGain > 3, $"{young.SkipGain}");
        Assert.All(evidence.Words.Where(w => w != young), w => Assert.True(w.SkipGain < young.SkipGain - 3));
        Assert.True(evidence.TranscriptLogProbability > evidence.LogProbability + 3);
    }
}
