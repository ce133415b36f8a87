using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Tests.Speech;

public sealed class SystemSpecTests
{
    [Theory]
    [InlineData("kokoro:af_heart", "kokoro:af_heart", "kokoro", "af_heart", "")]
    [InlineData("fast=kokoro:af_heart,speed=1.2", "fast", "kokoro", "af_heart", "speed=1.2")]
    [InlineData("kokoro:af_heart:0.7+af_bella:0.3", "kokoro:af_heart:0.7+af_bella:0.3", "kokoro", "af_heart:0.7+af_bella:0.3", "")]
    [InlineData("loopback:skip=0.02,mangle=0.01", "loopback:skip=0.02,mangle=0.01", "loopback", null, "mangle=0.01;skip=0.02")]
    [InlineData("Loopback", "Loopback", "loopback", null, "")]
    [InlineData("mine=wav-folder:/a=b,x=1", "mine", "wav-folder", "/a=b", "x=1")]
    [InlineData("p=process:command=\"C:\\My Files\\a,b.exe\" --n \"1,2\",folder=D:\\x", "p", "process", null, "command=\"C:\\My Files\\a,b.exe\" --n \"1,2\";folder=D:\\x")]
    [InlineData("p=wav-folder:\"/my, sounds/a=b\"", "p", "wav-folder", "\"/my, sounds/a=b\"", "")]
    [InlineData("p=process:en-us,command=sh a.sh --x=1", "p", "process", "en-us", "command=sh a.sh --x=1")]
    public void Parse_WrittenForm_GivesParts(string text, string id, string engine, string? voice, string options)
    {
        SystemSpec spec = SystemSpec.Parse(text);

        Assert.Equal(id, spec.Id);
        Assert.Equal(engine, spec.Engine);
        Assert.Equal(voice, spec.Voice);
        Assert.Equal(options, string.Join(';', spec.Options.Select(o => $"{o.Key}={o.Value}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":voice")]
    [InlineData("=kokoro")]
    [InlineData("kokoro:af_heart,af_bella")]
    [InlineData("kokoro:speed=1,speed=2")]
    [InlineData("ko koro:x")]
    [InlineData("process:command=\"a b")]
    public void Parse_NotOfThatForm_SaysSo(string text)
    {
        InputException error = Assert.Throws<InputException>(() => SystemSpec.Parse(text));
        Assert.Equal("--system", error.Field);
        Assert.Contains("expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Canonical_OptionsInAnyOrder_AreEqual() =>
        Assert.Equal(SystemSpec.Parse("a=kokoro:v,b=1,a=2").Canonical(), SystemSpec.Parse("kokoro:v,a=2,b=1").Canonical());

    [Theory]
    [InlineData("process:v,command=\"a, b\" \"c\",folder=\"d,e\"")]
    [InlineData("wav-folder:\"a,b\"")]
    public void Canonical_QuotedCommas_ReadsBackTheSame(string text) => Assert.Equal(text, SystemSpec.Parse(SystemSpec.Parse(text).Canonical()).Canonical());

    [Fact]
    public void Message_ControlCharactersInTheValue_StaysOneLine() =>
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => SystemSpec.Parse("bad\nname:x")).Message);
}
