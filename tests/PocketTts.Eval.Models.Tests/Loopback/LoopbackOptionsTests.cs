using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Models.Tests.Loopback;

public sealed class LoopbackOptionsTests
{
    [Fact]
    public void Parse_Nothing_GivesDefaults()
    {
        LoopbackOptions options = Parse("loopback");
        Assert.Equal(new LoopbackOptions(), options);
        Assert.False(options.HasFaults);
        Assert.Equal("low", options.Voice);
        Assert.Equal(17, options.Settings().Count);
        Assert.All(options.Settings().Values, v => Assert.Equal("0", v));
    }

    [Fact]
    public void Parse_All_SetsEach()
    {
        LoopbackOptions options = Parse("loopback:high,crash=0.01,empty=0.02,insert=0.03,mangle=0.04,nan=0.05,repeat=0.06,rtf=0.5,silence=0.08,skip=0.09,stall=0.1,truncate=0.11");
        Assert.Equal(new LoopbackOptions { Voice = "high", Crash = 0.01, Empty = 0.02, Insert = 0.03, Mangle = 0.04, Nan = 0.05, Repeat = 0.06, Rtf = 0.5, Silence = 0.08, Skip = 0.09, Stall = 0.1, Truncate = 0.11 }, options);
        Assert.Equal("0.04", options.Settings()["mangle"]);
        Assert.True(options.HasFaults);
    }

    [Fact]
    public void Parse_RatesThatAddUpToOneByDecimals_AreAllowed()
        => Assert.Equal(0.7, Parse("loopback:skip=0.7,mangle=0.1,repeat=0.1,insert=0.1").Skip);

    [Theory]
    [InlineData("loopback:lwo", "system 'loopback:lwo': voice: no voice 'lwo'; did you mean 'low'?")]
    [InlineData("loopback:skp=0.1", "skp: no such option; did you mean 'skip'")]
    [InlineData("loopback:skip=1.1", "skip: found '1.1'; expected a number from 0 to 1")]
    [InlineData("loopback:skip=-0.1", "skip: found '-0.1'")]
    [InlineData("loopback:skip=NaN", "skip: found 'NaN'")]
    [InlineData("loopback:skip=", "skip: found nothing")]
    [InlineData("loopback:skip=0x1", "skip: found '0x1'")]
    [InlineData("loopback:rtf=1001", "rtf: found '1001'; expected a number from 0 to 1000")]
    [InlineData("loopback:skip=0.6,mangle=0.6", "skip, mangle, repeat, insert: the rates add up to 1.2; expected at most 1")]
    [InlineData("loopback:nan=0.6,crash=0.6", "crash, stall, empty, silence, nan, truncate, abort, segfault, hang, exit: the rates add up to 1.2")]
    public void Parse_WrongValue_SaysWhat(string system, string expected)
        => Assert.Contains(expected, Assert.Throws<InputException>(() => Parse(system)).Message);

    [Fact]
    public void Parse_SeveralProblems_NamesAllAtOnce()
    {
        InputException error = Assert.Throws<InputException>(() => Parse("loopback:loud,skip=2,speed=1,mangle=x"));
        Assert.Equal(["voice", "skip", "mangle", "speed"], error.Problems.Select(p => p.Field!.Split(": ")[^1]));
    }

    private static LoopbackOptions Parse(string system) => LoopbackOptions.Parse(SystemSpec.Parse(system));
}
