using PocketTts.Eval.Core;

namespace PocketTts.Eval.Core.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] s_voices = ["af_heart", "af_bella", "am_michael", "bf_emma"];

    [Theory]
    [InlineData("af_hart", "af_heart")]
    [InlineData("AF_BELLA", "af_bella")]
    [InlineData("am_micheal", "am_michael")]
    [InlineData("emma", "bf_emma")]
    public void Find_Misspelled_OffersTheMeantNameFirst(string written, string meant) =>
        Assert.Equal(meant, NearestName.Find(written, s_voices)[0]);

    [Fact]
    public void Find_NothingNear_IsEmpty() => Assert.Empty(NearestName.Find("zzzzzzzzzz", s_voices));

    [Fact]
    public void Suggest_NothingNear_ListsTheFewThereAre() =>
        Assert.Equal("there is af_bella, af_heart, am_michael, bf_emma", NearestName.Suggest("zzzzzzzzzz", s_voices));
}
