using PocketTts.Eval.Reports.Gates;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Tests.Gates;

namespace PocketTts.Eval.Reports.Tests.Model;

public sealed class GateNoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-gate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_NoGate_IsNull() => Assert.Null(GateNote.Read(_folder));

    [Fact]
    public void Read_FailedGate_HasTheHeadlineAndWhatDidNotPass()
    {
        GateFiles.Write(GateFixture.Result(), _folder);

        GateNote note = GateNote.Read(_folder)!;

        Assert.Equal("fail", note.State);
        Assert.Equal(GateRows.Headline(GateFixture.Result()), note.Headline);
        Assert.Equal(4, note.Decisions.Length);
        Assert.StartsWith("fail: words not heard, voice: ", note.Decisions[0], StringComparison.Ordinal);
        Assert.StartsWith("advisory, fail: " + GateFixture.Nasty, note.Decisions[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("{}", "cannot be read")]
    [InlineData("null", "cannot be read")]
    public void Read_OtherFile_SaysSo(string content, string part)
    {
        File.WriteAllText(Path.Combine(_folder, GateFiles.JsonName), content);

        GateNote note = GateNote.Read(_folder)!;

        Assert.Null(note.State);
        Assert.Contains(part, note.Headline, StringComparison.Ordinal);
        Assert.Empty(note.Decisions);
    }

    [Fact]
    public void Read_NewerSchema_SaysSo()
    {
        GateFiles.Write(GateFixture.Result(), _folder);
        string path = Path.Combine(_folder, GateFiles.JsonName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 9", StringComparison.Ordinal));

        Assert.Contains("schema version 9", GateNote.Read(_folder)!.Headline, StringComparison.Ordinal);
    }
}
