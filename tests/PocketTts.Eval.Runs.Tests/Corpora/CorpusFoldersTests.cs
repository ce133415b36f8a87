using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Corpora;

public sealed class CorpusFoldersTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly CorpusFolders _folders;

    public CorpusFoldersTests()
    {
        _temp.Write("local/mine/corpus.yaml", "x");
        _temp.Write("local/shared/corpus.yaml", "x");
        _temp.Write("local/no-corpus/readme.md", "x");
        _temp.Write("shipped/shared/corpus.yaml", "x");
        _temp.Write("shipped/everyday/corpus.yaml", "x");
        _folders = new CorpusFolders([_temp.Of("local"), _temp.Of("nowhere"), _temp.Of("shipped")]);
    }

    [Fact]
    public void List_Folders_GivesEachNameOnceLocalFirst() =>
        Assert.Equal([("mine", _temp.Of("local/mine")), ("shared", _temp.Of("local/shared")), ("everyday", _temp.Of("shipped/everyday"))], _folders.List());

    [Theory]
    [InlineData("everyday", "shipped/everyday")]
    [InlineData("corpora/everyday", "shipped/everyday")]
    [InlineData("corpora/everyday/", "shipped/everyday")]
    [InlineData("shared", "local/shared")]
    [InlineData("no-corpus", null)]
    [InlineData("../shipped/everyday", null)]
    [InlineData("", null)]
    public void Find_Name_GivesThePath(string named, string? path) => Assert.Equal(path is null ? null : _temp.Of(path), _folders.Find(named));

    [Fact]
    public void Find_Path_IsTakenAsItIs()
    {
        string file = _temp.Write("x.txt", "Hello.");

        Assert.Equal(file, _folders.Find(file));
        Assert.Equal(_temp.Of("local/mine"), _folders.Find(_temp.Of("local/mine")));
    }

    public void Dispose() => _temp.Dispose();
}
