using PocketTts.Eval.Audio.FaultInjection;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Tests.FaultInjection;

public sealed class SoundFaultsTests
{
    private const int Rate = 1000;

    // 0.2 s of silence, 1 s of a steady level, 0.3 s of silence
    private static readonly Waveform s_sound = new((float[])[.. new float[200], .. Enumerable.Range(0, 1000).Select(i => (i & 1) == 0 ? 0.5f : -0.5f), .. new float[300]], Rate);

    [Fact]
    public void Find_SpeechBetweenSilence_IsFound()
    {
        SpeechExtent extent = SpeechExtent.Find(s_sound);
        Assert.Equal(0.2, extent.StartSeconds, 9);
        Assert.Equal(1.2, extent.EndSeconds, 9);
        Assert.Equal(0.5, extent.Rms, 6);
        Assert.Equal(default, SpeechExtent.Find(new Waveform(new float[100], Rate)));
        Assert.Equal(default, SpeechExtent.Find(new Waveform(Array.Empty<float>(), Rate)));
    }

    [Fact]
    public void Remove_Stretch_ShortensTheSoundAndLeavesTheRest()
    {
        Waveform cut = SoundFaults.Remove(s_sound, 0.5, 0.75);
        Assert.Equal(1250, cut.Samples.Length);
        Assert.True(cut.Samples.Span[..496].SequenceEqual(s_sound.Samples.Span[..496]));
        Assert.True(cut.Samples.Span[500..].SequenceEqual(s_sound.Samples.Span[750..]));
        Assert.True(Peak(cut) <= 0.5f);
    }

    [Theory]
    [InlineData(-5, 0.1, 1400)]
    [InlineData(1.4, 99, 1400)]
    [InlineData(-1, 99, 0)]
    [InlineData(0.4, 0.2, 1500)]
    public void Remove_TimesOutside_AreCutToTheSound(double start, double end, int left) => Assert.Equal(left, SoundFaults.Remove(s_sound, start, end).Samples.Length);

    [Fact]
    public void CutAfter_Moment_EndsThere()
    {
        Waveform cut = SoundFaults.CutAfter(s_sound, 1.1);
        Assert.Equal(1100, cut.Samples.Length);
        Assert.NotEqual(0, cut.Samples.Span[^1]);
    }

    [Fact]
    public void DropOut_Stretch_IsDigitalSilence()
    {
        Waveform damaged = SoundFaults.DropOut(s_sound, 0.5, 0.6);
        Assert.Equal(-1, damaged.Samples.Span[500..600].IndexOfAnyExcept(0f));
        Assert.Equal(100, Differences(damaged));
    }

    [Fact]
    public void InsertSilence_Moment_LengthensTheSound()
    {
        Waveform damaged = SoundFaults.InsertSilence(s_sound, 0.7, 1.5);
        Assert.Equal(3000, damaged.Samples.Length);
        Assert.Equal(-1, damaged.Samples.Span[700..2200].IndexOfAnyExcept(0f));
        Assert.True(damaged.Samples.Span[2204..].SequenceEqual(s_sound.Samples.Span[704..]));
        Assert.True(Math.Abs(damaged.Samples.Span[699]) < 0.1f);
    }

    [Fact]
    public void Click_Moment_ChangesThreeSamples()
    {
        Waveform damaged = SoundFaults.Click(s_sound, 0.5, 0.4);
        Assert.Equal(3, Differences(damaged));
        Assert.Equal(0.9f, damaged.Samples.Span[500], 1e-6f);
        Assert.Equal(1, Peak(SoundFaults.Click(s_sound, 0.5, 5)));
        Assert.Equal(0, Differences(SoundFaults.Click(s_sound, 99, 1)));
    }

    [Fact]
    public void NoiseBurst_Stretch_HasItsLevelAndRepeats()
    {
        var silence = new Waveform(new float[10_000], Rate);
        Waveform damaged = SoundFaults.NoiseBurst(silence, 1, 9, 0.1, 7);
        Assert.Equal(0.1, Math.Sqrt(damaged.Samples.Span[1000..9000].ToArray().Average(s => s * s)), 0.003);
        Assert.Equal(0, damaged.Samples.Span[1000..9000].ToArray().Average(), 0.005);
        Assert.Equal(-1, damaged.Samples.Span[..1000].IndexOfAnyExcept(0f));
        Assert.Equal(-1, damaged.Samples.Span[9000..].IndexOfAnyExcept(0f));
        Assert.True(damaged.Samples.Span.SequenceEqual(SoundFaults.NoiseBurst(silence, 1, 9, 0.1, 7).Samples.Span));
        Assert.False(damaged.Samples.Span.SequenceEqual(SoundFaults.NoiseBurst(silence, 1, 9, 0.1, 8).Samples.Span));
    }

    [Fact]
    public void Clip_Share_IsLimitedAtFullScale()
    {
        var ramp = new Waveform(Enumerable.Range(0, 1000).Select(i => i / 4000f).ToArray(), Rate);
        Waveform damaged = SoundFaults.Clip(ramp, 0.1);
        Assert.Equal(101, damaged.Samples.ToArray().Count(s => s == 1), 1.0);
        Assert.Equal(1, Peak(damaged));
        Assert.Empty(SoundFaults.Clip(new Waveform(Array.Empty<float>(), Rate), 0.5).Samples.ToArray());
    }

    private static int Differences(Waveform damaged) => damaged.Samples.ToArray().Zip(s_sound.Samples.ToArray()).Count(p => p.First != p.Second);

    private static float Peak(Waveform sound) => sound.Samples.ToArray().Max(Math.Abs);
}
