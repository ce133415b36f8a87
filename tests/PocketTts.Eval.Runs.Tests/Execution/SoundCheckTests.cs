using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Tests.Execution;

public sealed class SoundCheckTests
{
    [Theory]
    [InlineData(0, 0.5f, "Hi.", "empty-audio")]
    [InlineData(8000, float.NaN, "Hi.", "not-a-number")]
    [InlineData(8000, float.PositiveInfinity, "Hi.", "not-a-number")]
    [InlineData(8000, 0f, "Hi.", "silent-audio")]
    [InlineData(8000, 0.00001f, "Hi.", "silent-audio")]
    [InlineData(1199, 0.5f, "Hi.", "too-short")]
    [InlineData(1200, 0.5f, "Hi.", null)]
    [InlineData(1200, 0.5f, "Fifteen letters!", null)]
    [InlineData(1200, 0.5f, "Some sixteen chars", "too-short")]
    [InlineData(8000, 0.00002f, "Hi.", null)]
    public void ThrowIfUnusable_Sounds_AreJudgedAsDocumented(int samples, float value, string text, string? reason)
    {
        float[] sound = new float[samples];
        Array.Fill(sound, value);
        var audio = new Waveform(sound, 8000);

        Exception? thrown = Record.Exception(() => SoundCheck.ThrowIfUnusable(audio, LevelMeter.Measure(audio), text));

        Assert.Equal(reason, (thrown as TakeFailedException)?.Reason);
    }
}
