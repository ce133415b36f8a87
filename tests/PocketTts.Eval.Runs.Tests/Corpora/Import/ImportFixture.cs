using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora.Import;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Corpora.Import;

/// <summary>Imports the sources in <c>Fixtures/</c>, or a text, into a folder of its own.</summary>
internal sealed class ImportFixture : IDisposable
{
    private readonly TempFolder _temp = new();

    public static string Folder => Path.Combine(SharedFiles.RepositoryRoot(), "tests/PocketTts.Eval.Runs.Tests/Corpora/Import/Fixtures");

    public string Out => _temp.Of("out");

    /// <summary>Imports a fixture; prompt recordings it names are made beside a copy of it.</summary>
    public ImportResult Fixture(string name, ImportOptions? options = null, params string[] recordings)
    {
        string copy = _temp.Write("in/" + name, File.ReadAllBytes(Path.Combine(Folder, name)));
        foreach (string recording in recordings)
        {
            _temp.Write("in/" + recording, "RIFF");
        }

        return CorpusImporter.Import(copy, Out, options ?? new ImportOptions(), TestContext.Current.CancellationToken);
    }

    /// <summary>Imports a text as a file of a name.</summary>
    public ImportResult Text(string name, string content, ImportOptions? options = null) => Bytes(name, Encoding.UTF8.GetBytes(content), options);

    public ImportResult Bytes(string name, byte[] content, ImportOptions? options = null) =>
        CorpusImporter.Import(_temp.Write("in/" + name, content), Out, options ?? new ImportOptions(), TestContext.Current.CancellationToken);

    public string Write(string name, string content) => _temp.Write(name, content);

    /// <summary>Texts of a result, tags that follow from the text left out.</summary>
    public static ImmutableArray<(string Text, string Tags)> Texts(ImportResult result) =>
        [.. result.Corpus.Utterances.Select(u => (u.Text, string.Join(' ', u.Tags.Where(t => !TextShape.Vocabulary.ContainsKey(t)))))];

    public void Dispose() => _temp.Dispose();
}
