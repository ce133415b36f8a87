using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class WhisperOptionsTests
{
    [Theory]
    [InlineData("whisper-base", true)]
    [InlineData("whisper-base.en,threads=2", true)]
    [InlineData("loopback", false)]
    [InlineData("my-whisper", false)]
    public void IsWhisper_Names_GoByTheFolder(string id, bool expected) => Assert.Equal(expected, WhisperOptions.IsWhisper(id));

    [Fact]
    public void Parse_AllOptions_AreTaken()
    {
        Assert.Equal(new WhisperOptions("whisper-base.en", null, 1, "en"), WhisperOptions.Parse("whisper-base.en"));
        Assert.Equal(new WhisperOptions("whisper-base", null, 1, "en", FullEvidence: true), WhisperOptions.Parse("whisper-base,evidence=full"));
        Assert.Equal(new WhisperOptions("whisper-base", null, 1, "en") { Context = AudioContext.Auto }, WhisperOptions.Parse("whisper-base,audio-ctx=auto"));
        Assert.Equal(new WhisperOptions("whisper-base", null, 1, "en"), WhisperOptions.Parse("whisper-base,audio-ctx=whole"));
        Assert.Equal(new WhisperOptions("whisper-small", "int8w", 4, "haw"), WhisperOptions.Parse("whisper-small, threads=4 ,language=haw,precision=int8w"));
    }

    [Theory]
    [InlineData("threads=0", "recognizer 'whisper-base,threads=0': threads: found '0'; expected a whole number from 1 to 64")]
    [InlineData("threads=two", "threads: found 'two'")]
    [InlineData("precision=fp64", "found 'fp64'; expected fp32 or fp16w")]
    [InlineData("language=English", "language: found 'English'")]
    [InlineData("evidence=some", "evidence: found 'some'; expected screen or full")]
    [InlineData("audio-ctx=512", "audio-ctx: found '512'; expected whole or auto")]
    [InlineData("beam=5", "beam: no such option; there is audio-ctx, evidence, language, precision, threads")]
    [InlineData("thread=2", "thread: no such option; did you mean 'threads'?")]
    [InlineData("threads=1,threads=1", "threads: given twice")]
    public void Parse_WrongOption_IsNamed(string options, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(() => WhisperOptions.Parse("whisper-base," + options)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_SeveralWrongOptions_NamesAllOfThem()
    {
        InputException e = Assert.Throws<InputException>(() => WhisperOptions.Parse("whisper-base,threads=0,precision=x,y,"));
        Assert.Equal(["precision", "threads", "y", ""], e.Problems.Select(p => p.Field!.Split(": ")[^1]));
    }
}
