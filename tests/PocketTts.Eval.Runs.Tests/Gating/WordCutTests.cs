using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Gating;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Gating;

public sealed class WordCutTests
{
    private const string Text = "Please call Stella, and ask her to bring these things with her from the store.";

    [Fact]
    public void Cut_ManySeeds_HasTheRate()
    {
        int cut = 0;
        for (long seed = 0; seed < 2_000; seed++)
        {
            cut += WordCutSynthesizer.Cut(Text, seed, .02).Cut.Length;
        }

        // 2,000 × 15 words × .02 = 600; five standard deviations are 121
        Assert.InRange(cut, 479, 721);
    }

    [Fact]
    public void Cut_SameSeed_IsTheSameAndNamesTheWords()
    {
        (string text, ImmutableArray<string> cut) = WordCutSynthesizer.Cut(Text, 7, .3);
        Assert.Equal((text, string.Join(' ', cut)), (WordCutSynthesizer.Cut(Text, 7, .3).Text, string.Join(' ', WordCutSynthesizer.Cut(Text, 7, .3).Cut)));
        Assert.NotEmpty(cut);
        Assert.Equal(15 - cut.Length, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(w => w.Any(char.IsLetter)));
    }

    [Theory]
    [InlineData("Hello.", "Hello.")]
    [InlineData("!!!", "!!!")]
    public void Cut_NothingToSpare_StaysWhole(string text, string expected) => Assert.Equal(expected, WordCutSynthesizer.Cut(text, 1, 1).Text);

    [Fact]
    public void Cut_RateOfZero_IsTheText() => Assert.Equal(Text, WordCutSynthesizer.Cut(Text, 1, 0).Text);

    [Theory]
    [InlineData("word-cut:low,rate=0.02", "no engine is named")]
    [InlineData("word-cut:low,engine=fake", "the share of words")]
    [InlineData("word-cut:low,engine=fake,rate=2", "found '2'")]
    [InlineData("word-cut:low,engine=word-cut,rate=0.02", "cannot speak for itself")]
    public async Task Load_WrongOptions_SaysWhat(string spec, string mentions)
    {
        var engine = new WordCutEngine([new FakeEngine("fake")]);
        InputException problem = await Assert.ThrowsAsync<InputException>(() => engine.LoadAsync(SystemSpec.Parse(spec), TestContext.Current.CancellationToken));
        Assert.Contains(mentions, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesize_CutWords_AreInAWarning()
    {
        var engine = new WordCutEngine([new FakeEngine("fake")]);
        using ISpeechSynthesizer synthesizer = await engine.LoadAsync(SystemSpec.Parse("word-cut:low,engine=fake,rate=0.5"), TestContext.Current.CancellationToken);
        Assert.True(synthesizer.Info.UsesSeed);
        Assert.False(synthesizer.Info.IsDeterministic);
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest(Text, Seed: 3), null, TestContext.Current.CancellationToken);
        Assert.Contains(result.Warnings, w => w.Code == WordCutSynthesizer.WarningCode);
    }
}
