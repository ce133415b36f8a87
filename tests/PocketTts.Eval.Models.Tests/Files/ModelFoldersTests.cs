using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Tests.Files;

public sealed class ModelFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Roots_AllGiven_AreInOrder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "cache folders of Linux");
        Assert.Equal(["/a", "/b", "/named", "/home/x/.cache/pocket-eval/models"], Roots(["/a", "/b/"], ("POCKET_EVAL_MODELS", "/named"), ("HOME", "/home/x")).Select(r => r.TrimEnd('/')));
        Assert.Equal(["/cache/pocket-eval/models"], Roots([], ("XDG_CACHE_HOME", "/cache"), ("HOME", "/home/x")));
        Assert.Equal(["/home/x/.cache/pocket-eval/models"], Roots([], ("XDG_CACHE_HOME", "relative"), ("HOME", "/home/x")));
        Assert.Equal(["/a"], Roots(["/a", "/a", " "], ("POCKET_EVAL_MODELS", "/a")));
        Assert.Empty(Roots([]));
    }

    [Fact]
    public void FindFile_TwoFolders_FirstWins()
    {
        string second = _folder.Write("two/kokoro/x.onnx", "2");
        var folders = new ModelFolders([Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "two")], _ => null);
        Assert.Equal(second, folders.FindFile("kokoro", "x.onnx"));
        Assert.Equal([Path.Combine(_folder.Path, "two", "kokoro")], folders.Find("kokoro"));

        string first = _folder.Write("one/kokoro/x.onnx", "1");
        Assert.Equal(first, folders.FindFile("kokoro", "x.onnx"));
    }

    [Fact]
    public void FindFile_Missing_NamesFileFoldersAndRemedy()
    {
        _folder.Write("one/kokoro/other.txt", "");
        string one = Path.Combine(_folder.Path, "one");
        string two = Path.Combine(_folder.Path, "two");
        InputException e = Assert.Throws<InputException>(() => new ModelFolders([one, two], _ => null).FindFile("kokoro", "x.onnx", "download it"));
        Assert.Equal(
            $"kokoro: file 'x.onnx' was not found; expected it in {Path.Combine(one, "kokoro")} or {Path.Combine(two, "kokoro")} (no such folder); "
            + "download it; name another models folder with --models or POCKET_EVAL_MODELS; docs/models.md lists the files",
            e.Message);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../kokoro")]
    [InlineData("/etc")]
    [InlineData(@"a\b")]
    public void Find_NameThatIsAPath_FindsNothing(string name)
    {
        _folder.Write("one/kokoro/x.onnx", "");
        Assert.Empty(new ModelFolders([Path.Combine(_folder.Path, "one")], _ => null).Find(name));
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<string> Roots(string[] given, params (string Name, string Value)[] environment) =>
        new ModelFolders(given, name => Array.Find(environment, e => e.Name == name).Value).Roots;
}
