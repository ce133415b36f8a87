using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Sounds;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Sounds;

public sealed class SoundTests : IDisposable
{
    private static readonly string s_hash = FixtureRun.Hash("a sound");

    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-sounds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outline_HalfLoudHalfSilent_ShowsBoth()
    {
        float[] samples = new float[4800];
        Array.Fill(samples, -.5f, 0, 2400);

        string outline = Outline.Of(samples);

        Assert.Equal(Outline.Stretches, outline.Length);
        Assert.Equal(new string(Outline.Digits[32], 120) + new string('0', 120), outline);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(239, 239)]
    [InlineData(241, 240)]
    public void Outline_FewSamples_HasNoMoreStretches(int samples, int stretches) => Assert.Equal(stretches, Outline.Of(new float[samples]).Length);

    [Fact]
    public void Base_OtherFolder_IsRelativeAndEscaped()
    {
        ReportRun run = Run(Path.Combine(_folder, "my runs", "a#1"));

        Assert.Equal("../my%20runs/a%231/audio/", new FolderSounds(Path.Combine(_folder, "pages", "report.html"), 0).Base(run));
        Assert.Equal("audio/", new FolderSounds(Path.Combine(_folder, "my runs", "a#1", "report.html"), 0).Base(run));
    }

    [Fact]
    public void IsEmbedded_CapReached_IsLinked()
    {
        ReportRun run = Run(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, "audio"));
        byte[] wav = WavWriter.ToBytes(new Waveform(new float[1000], 24_000), out _);
        string other = FixtureRun.Hash("another");
        File.WriteAllBytes(Path.Combine(_folder, "audio", s_hash + ".wav"), wav);
        File.WriteAllBytes(Path.Combine(_folder, "audio", other + ".wav"), wav);
        var sounds = new FolderSounds(Path.Combine(_folder, "report.html"), wav.Length + 10);

        Assert.True(sounds.IsEmbedded(run, s_hash));
        Assert.True(sounds.IsEmbedded(run, s_hash));
        Assert.False(sounds.IsEmbedded(run, other));
        Assert.Equal(s_hash, Assert.Single(sounds.Embedded).Key);
        Assert.Equal(240, sounds.Outline(run, s_hash)!.Length);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("short")]
    public void Has_HashThatIsNone_IsNotLookedFor(string hash)
    {
        var sounds = new FolderSounds(Path.Combine(_folder, "report.html"), 1000);

        Assert.False(sounds.Has(Run(_folder), hash));
        Assert.Null(sounds.Outline(Run(_folder), hash));
    }

    [Fact]
    public void Outline_DamagedFile_IsNone()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "audio"));
        File.WriteAllText(Path.Combine(_folder, "audio", s_hash + ".wav"), "RIFF");

        Assert.Null(new FolderSounds(Path.Combine(_folder, "report.html"), 0).Outline(Run(_folder), s_hash));
    }

    private static ReportRun Run(string folder) => new(0, "run", FixtureRun.Small, folder, null);
}
