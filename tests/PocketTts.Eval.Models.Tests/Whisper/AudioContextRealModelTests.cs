using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The real model with less than its window.</summary>
public sealed class AudioContextRealModelTests(WhisperBase model) : IClassFixture<WhisperBase>
{
    [Fact]
    public async Task AudioCtx_ClearSpeech_IsHeardFromLessThanTheWindow()
    {
        using WhisperRecognizer recognizer = WhisperBase.Load("whisper-base,audio-ctx=auto");
        Transcript transcript = await recognizer.TranscribeAsync(WhisperBase.Clip("jfk_16k"), CancellationToken.None);
        Assert.Equal("And so my fellow Americans ask not what your country can do for you, ask what you can do for your country.".Replace(",", "", StringComparison.Ordinal), transcript.Text.Replace(",", "", StringComparison.Ordinal));
        Assert.Equal((await model.HearAsync("jfk_16k")).Transcript.Words.Select(w => w.EndSeconds!.Value), transcript.Words.Select(w => w.EndSeconds!.Value), (a, b) => Math.Abs(a - b) < .3);

        // transcripts of whole windows and of parts must never pass for each other, nor thresholds that were set on whole windows
        RecognizerInfo info = recognizer.Info, whole = model.Recognizer.Info;
        Assert.Equal("whisper-base,audio-ctx=auto", info.Id);
        Assert.Equal("1-audio-ctx", info.EngineVersion);
        Assert.Equal("sound and 500 states, at least 500, in steps of 250", info.Settings["audioContext"]);
        Assert.DoesNotContain("audioContext", whole.Settings.Keys);
        Assert.Null(VerdictCalibrations.BuiltIn.Find(info));
        Assert.NotNull(VerdictCalibrations.BuiltIn.Find(whole));
    }

    // with lengths left open ONNX Runtime fuses other operators, so the last digits differ
    [Fact]
    public void ChangedGraph_WholeWindow_GivesTheSameNumbers()
    {
        using WhisperRecognizer recognizer = WhisperBase.Load("whisper-base,audio-ctx=auto");
        using var run = new RunOptions();
        ReadOnlySpan<float> samples = WhisperBase.Clip("es12").Samples.Span;
        using EncodedAudio part = recognizer.Model.Encoder.Encode(samples, run);
        Assert.Equal([1, 750, 512], part.States.GetTensorTypeAndShape().Shape);
        recognizer.Model.Encoder.Context = AudioContext.Whole;
        using EncodedAudio changed = recognizer.Model.Encoder.EncodeMel(samples.Length, run);
        using EncodedAudio plain = model.Recognizer.Model.Encoder.Encode(samples, run);
        float[] difference = changed.States.GetTensorDataAsSpan<float>().ToArray();
        TensorPrimitives.Subtract(difference, plain.States.GetTensorDataAsSpan<float>(), difference);
        Assert.InRange(TensorPrimitives.MaxMagnitude<float>(difference), -5e-3f, 5e-3f);
    }
}
