using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Tests.Files;

public sealed class SafePathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("onnx/model.onnx")]
    [InlineData("..a/b..c")]
    [InlineData("ünï cødé/文.bin")]
    public void Problem_PlainName_IsNone(string name)
    {
        Assert.Null(SafePath.Problem(name));
        Assert.StartsWith(Path.GetFullPath("/root/x") + Path.DirectorySeparatorChar, SafePath.Join("/root/x", name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("../a")]
    [InlineData("a/..")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("/a")]
    [InlineData("//server/share")]
    [InlineData(@"a\b")]
    [InlineData(@"..\a")]
    [InlineData("C:/a")]
    [InlineData("c:a")]
    [InlineData("a:stream")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a?")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData(" a")]
    [InlineData("con")]
    [InlineData("x/NUL.txt")]
    [InlineData("lpt1")]
    public void Problem_NameThatMayMeanAnotherFile_IsFound(string name)
    {
        Assert.NotNull(SafePath.Problem(name));
        Assert.Throws<ArgumentException>(() => SafePath.Join("/root/x", name));
    }

    [Fact]
    public void Problem_LongNames_AreFound()
    {
        Assert.NotNull(SafePath.Problem(new string('a', 201)));
        Assert.NotNull(SafePath.Problem(string.Join('/', Enumerable.Repeat("abcd", 100))));
    }

    [Fact]
    public void Fold_SameNameForSomeSystems_IsEqual()
    {
        Assert.Equal(SafePath.Fold("Model.ONNX"), SafePath.Fold("model.onnx"));
        Assert.Equal(SafePath.Fold("é"), SafePath.Fold("e\u0301"));
    }
}
