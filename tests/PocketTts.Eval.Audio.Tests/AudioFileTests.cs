using System.Text;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Tests;

public sealed class AudioFileTests
{
    [Fact]
    public void Read_FlacNamedWav_GoesByContent()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".wav");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Flac", "Data", "mono-16-noise.flac"), path);
        try
        {
            Assert.Equal(1000, AudioFile.Read(path).Samples.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Parse_Wav_IsRead()
        => Assert.Equal([0.5f], AudioFile.Parse(WavWriter.ToBytes(new Waveform(new[] { 0.5f }, 16_000)), "a").Samples.ToArray());

    [Theory]
    [InlineData("OggS....", "an Ogg file")]
    [InlineData("ID3\u0004\0\0\0\0\0\0\u00FF\u00FB", "an MP3 file")]
    [InlineData("\u00FF\u00FB\u0090\u0000", "an MP3 file")]
    [InlineData("\u00FF\u00F1\u0050\u0080", "an AAC file")]
    [InlineData("FORM....AIFF", "an AIFF file")]
    [InlineData("\0\0\0\u0018ftypM4A ", "an MP4 or M4A file")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "a Git LFS pointer")]
    [InlineData("RIFF....AVI ", "a RIFF file of kind 'AVI '")]
    [InlineData("{\"a\":1}", "7B2261223A317D")]
    [InlineData("", "empty")]
    public void Parse_OtherKind_NamesIt(string content, string expected)
    {
        InputException problem = Assert.Throws<InputException>(() => AudioFile.Parse(Encoding.Latin1.GetBytes(content), "x.wav"));
        Assert.Contains(expected, problem.Message);
        Assert.StartsWith("x.wav: ", problem.Message);
    }

    [Fact]
    public void Read_Folder_IsInputException()
        => Assert.Throws<InputException>(() => AudioFile.Read(Path.GetTempPath()));

    [Fact]
    public void Read_FileInMissingFolder_IsInputException()
        => Assert.Contains("no such file", Assert.Throws<InputException>(() => AudioFile.Read("/no/such/folder/a.wav")).Message);
}
