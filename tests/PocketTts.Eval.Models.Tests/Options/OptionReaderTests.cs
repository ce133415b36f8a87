using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.Tests.Options;

public sealed class OptionReaderTests
{
    [Fact]
    public void ThrowIfWrong_ManyMistakes_NamesEachOnALineOfItsOwn()
    {
        OptionReader reader = Reader("s=x:v,rate=11,steps=1.5,mode=slwo,sped=1,empty=,option-=2");

        Assert.Equal((7, 3, "fast"), (reader.Number("rate", 7, 0, 10), reader.WholeNumber("steps", 3, 1, 5), reader.Choice("mode", "fast", "fast", "slow", "slower", "slowest", "still")));
        Assert.Equal(string.Empty, reader.Text("empty"));
        reader.OptionalNumber("speed", 0, 1);
        reader.Prefixed("option-");

        InputException error = Assert.Throws<InputException>(reader.ThrowIfWrong);
        Assert.Equal(
            [
                "system 's': rate: found '11'; expected a number from 0 to 10",
                "system 's': steps: found '1.5'; expected a whole number from 1 to 5",
                "system 's': mode: found 'slwo'; expected fast or slow or slower or slowest or still; did you mean 'slow'?",
                "system 's': empty: found nothing; expected a value",
                "system 's': option-: no such option; there is empty, mode, rate, speed, steps",
                "system 's': sped: no such option; did you mean 'speed'?",
            ],
            error.Problems.Select(p => p.Message));
    }

    [Fact]
    public void Values_GoodOnes_AreRead()
    {
        OptionReader reader = Reader("x:\"a, b\",n=-1.5e1,w=-3,c=SLOW,t=\"x,\"\"y\"\"\",r=\"a\" b,option-speed=1,option-text=\"1,2\"");

        Assert.Equal("a, b", reader.Voice);
        Assert.Equal(-15, reader.Number("n", 0, -20, 20));
        Assert.Equal(-3, reader.OptionalWholeNumber("w", -5, 5));
        Assert.Equal("slow", reader.OptionalChoice("c", "fast", "slow"));
        Assert.Equal("x,\"y\"", reader.Text("t"));
        Assert.Equal("\"a\" b", reader.Text("r"));
        Assert.Equal(["speed=1", "text=1,2"], reader.Prefixed("option-").Select(o => $"{o.Key}={o.Value}"));
        Assert.Null(reader.Text("absent"));
        reader.ThrowIfWrong();
    }

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("\"\"", "")]
    [InlineData("\"", "\"")]
    [InlineData("\"a\" \"b\"", "\"a\" \"b\"")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("plain", "plain")]
    public void Unquote_WholeValueInQuotes_LosesThem(string value, string expected) => Assert.Equal(expected, OptionReader.Unquote(value));

    private static OptionReader Reader(string system) => new(SystemSpec.Parse(system));
}
