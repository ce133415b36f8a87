using System.Text.Json;
using Json.Schema;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files.Catalog;

public sealed class ModelCatalogTests : IDisposable
{
    private const string Minimal = """
        { "version": 1, "models": { "mine": {
          "title": "Mine", "engine": "kokoro", "folder": "kokoro",
          "licence": { "name": "MIT", "commercialUse": "yes" },
          "sources": ["https://example.org/models/"],
          "files": [ { "path": "mine.onnx", "bytes": 5, "sha256": null } ] } } }
        """;

    private static readonly JsonSchema Schema = JsonSchema.FromText(ModelCatalog.Schema);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void BuiltInManifest_IsOfTheSchema()
    {
        EvaluationResults result = Schema.Evaluate(Json(ModelCatalog.BuiltInManifest), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")));
    }

    [Fact]
    public void ExampleOfTheDocumentation_IsOfTheSchemaAndLoads()
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot(), "docs", "models-example.json");
        Assert.True(Schema.Evaluate(Json(File.ReadAllText(path))).IsValid);

        ModelCatalog catalog = ModelCatalog.Load(path, _ => null);
        Assert.Equal(["fp16w"], catalog.Find("whisper-base").Precisions);
        Assert.Equal(["xf_team_a", "xf_team_b"], catalog.Find("kokoro-team-voices").Voices);
        Assert.Null(catalog.TryFind("whisper-tiny"));
        Assert.NotNull(catalog.TryFind("whisper-tiny.en"));
    }

    [Fact]
    public void ExampleOfTheDocumentation_SharedWhisper_IsIt()
    {
        CatalogModel model = ModelCatalog.Load(Path.Combine(SharedFiles.RepositoryRoot(), "docs", "models-example.json"), _ => null).Find("whisper-base");
        // a skip inside Assert.All would be a failure
        foreach (CatalogFile f in model.Files)
        {
            ModelFile file = FileFingerprint.Compute(SharedFiles.Model($"whisper-base/{f.Path}"), TestContext.Current.CancellationToken);
            Assert.Equal((f.Path, f.Bytes, f.Sha256), (f.Path, file.SizeBytes, file.Sha256));
        }
    }

    [Fact]
    public void BuiltInManifest_EveryFamily_IsThere()
    {
        ModelCatalog catalog = ModelCatalog.Load(null, _ => null);
        Assert.Equal(54, catalog.Find("kokoro-voices").Voices.Length);
        Assert.Equal(["fp32", "fp16", "quantized", "q8f16", "uint8", "uint8f16", "q4", "q4f16"], catalog.Find("kokoro-82m").Precisions);
        Assert.Equal(["fp32", "fp16", "int8"], catalog.Find("kokoro-onnx").Precisions);
        Assert.Equal(["int8", "fp32"], catalog.Find("pocket-tts-english").Precisions);
        Assert.Equal(26, catalog.Find("pocket-tts-english").Voices.Length);
        foreach (string size in new[] { "tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en", "large-v3-turbo" })
        {
            Assert.Contains("fp32", catalog.Find("whisper-" + size).Precisions);
            Assert.Equal("whisper.net", catalog.Find("whisper-ggml-" + size).Engine);
        }

        Assert.Equal(["kokoro-voices", "misaki-en", "kokoro-82m"], catalog.WithRequirements("kokoro-82m").Select(m => m.Id));
    }

    [Fact]
    public void BuiltInManifest_Addresses_ArePinnedToACommitOrARelease_OrHaveNoHash()
    {
        // a branch may change under a hash: then the hash must come from elsewhere, or the file is pinned on first download
        string[] moving = [.. ModelCatalog.Load(null, _ => null).Models
            .Where(m => m.Files.Any(f => f.Sha256 is not null && f.Urls[0].AbsoluteUri.Contains("/resolve/main/", StringComparison.Ordinal)))
            .Select(m => m.Id)];
        Assert.Equal(["whisper-base.en", "whisper-small.en", "whisper-medium", "whisper-medium.en"], moving);
        Assert.All(ModelCatalog.Load(null, _ => null).Models.SelectMany(m => m.Files).SelectMany(f => f.Urls), u => Assert.Equal("https", u.Scheme));
    }

    [Fact]
    public void BuiltInManifest_SharedFiles_HaveTheirHashes()
    {
        ModelCatalog catalog = ModelCatalog.Load(null, _ => null);
        foreach ((string id, string path) in new[] { ("kokoro-onnx", "kokoro-v1.0.int8.onnx"), ("kokoro-voices", "voices/af_heart.bin"), ("misaki-en", "misaki/gb_silver.json"), ("dnsmos", "model_v8.onnx"), ("pocket-tts-english", "bundle.json") })
        {
            CatalogModel model = catalog.Find(id);
            CatalogFile file = model.Files.Single(f => f.Path == path);
            Assert.Equal(file.Sha256, Models.Files.FileFingerprint.Compute(SharedFiles.Model(model.KeyOf(file)), TestContext.Current.CancellationToken).Sha256);
        }
    }

    [Fact]
    public void Load_OwnManifest_ExtendsReplacesAndTakesAway()
    {
        string path = _folder.Write("models.json", """
            // comments are fine
            { "$schema": "x", "version": 1, "models": {
              "dnsmos": { "title": "Ours", "engine": "dnsmos", "folder": "dnsmos", "licence": { "name": "X", "commercialUse": "no" },
                          "files": [ { "path": "a b.onnx", "urls": ["https://example.org/x.onnx"] } ] },
              "dnsmos-personalized": null,
              "mine": { "title": "Mine", "engine": "kokoro", "folder": "mine", "licence": { "name": "MIT", "commercialUse": "unclear", "notes": ["n"] },
                        "sources": ["http://one.example/a/", "https://two.example/"], "defaultPrecision": "int8",
                        "files": [ { "path": "sub dir/m.onnx", "from": "n/m.onnx", "precision": "int8" } ],
                        "voices": { "path": "v/{name}.bin", "names": { "x": null, "y": { "bytes": 3, "sha256": null } } } },
            } }
            """);
        ModelCatalog catalog = ModelCatalog.Load(path, _ => null);
        Assert.Equal("Ours", catalog.Find("dnsmos").Title);
        Assert.Equal(path, catalog.Find("dnsmos").Origin);
        Assert.Null(catalog.TryFind("dnsmos-personalized"));
        CatalogModel mine = catalog.Find("mine");
        Assert.Equal(["http://one.example/a/n/m.onnx", "https://two.example/n/m.onnx"], mine.Files[0].Urls.Select(u => u.AbsoluteUri));
        Assert.Equal("https://two.example/v/y.bin", mine.Files[2].Urls[1].AbsoluteUri);
        Assert.Equal(["x", "y"], mine.Voices);
        Assert.Null(catalog.Find("kokoro-82m").Origin);
    }

    [Fact]
    public void Load_NamedByVariableOrFound_IsRead()
    {
        string path = _folder.Write("own.json", Minimal);
        Assert.NotNull(ModelCatalog.Load(null, v => v == ModelCatalog.Variable ? path : null).TryFind("mine"));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "configuration folder of Linux");
        _folder.Write("pocket-eval/models.json", Minimal);
        Assert.NotNull(ModelCatalog.Load(null, v => v == "XDG_CONFIG_HOME" ? _folder.Path : null).TryFind("mine"));
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"version\": 1", "\"version\": 2", "version: this version of the form is not known" },
        { "\"mine\"", "\"Mine\"", "'Mine' is no model id" },
        { "\"title\"", "\"titel\"", "title: is missing|there is no field 'titel'" },
        { "\"folder\": \"kokoro\"", "\"folder\": \"../kokoro\"", "folder: '../kokoro' cannot be used: it leaves the folder" },
        { "mine.onnx", "/etc/passwd", "path: '/etc/passwd' cannot be used: it is an absolute path" },
        { "mine.onnx", "C:/x", "path: 'C:/x' cannot be used: it is an absolute path" },
        { "\"commercialUse\": \"yes\"", "\"commercialUse\": \"maybe\"", "commercialUse: 'maybe'; expected yes, no or unclear" },
        { "https://example.org/models/", "https://example.org/models", "sources: 'https://example.org/models'|files[0].urls: the file has no address" },
        { "https://example.org/models/", "ftp://example.org/models/", "sources: 'ftp://example.org/models/'|files[0].urls: the file has no address" },
        { "https://example.org/", "https://me:secret@example.org/", "sources: |files[0].urls: the file has no address" },
        { "\"bytes\": 5", "\"bytes\": 0", "bytes: 0; expected a whole number from 1" },
        { "\"bytes\": 5", "\"bytes\": \"5\"", "bytes: '5'" },
        { "\"sha256\": null", "\"sha256\": \"ABC\"", "sha256: 'ABC'; expected 64 lower-case hexadecimal digits" },
        { "\"sha256\": null", "\"precision\": \"int8\"", "defaultPrecision: is missing; expected int8" },
        { "\"sha256\": null", "\"unpack\": { \"maxBytes\": 5 }", "unpack: 'mine.onnx' is no archive" },
        { "] } } }", "], \"defaultVoices\": [\"x\"] } } }", "defaultVoices: there is no voice 'x'" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Load_Mistake_IsNamedWithItsLine_AndTheSchemaRefusesItToo(string right, string wrong, string messages)
    {
        string text = Minimal.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Minimal, text);
        string path = _folder.Write("models.json", text);
        InputException e = Assert.Throws<InputException>(() => ModelCatalog.Load(path, _ => null));
        string[] expected = messages.Split('|');
        Assert.Equal(expected.Length, e.Problems.Length);
        Assert.All(e.Problems, p => Assert.StartsWith(path + ":", p.Message, StringComparison.Ordinal));
        Assert.All(expected, m => Assert.Contains(e.Problems, p => p.Message.Contains(m, StringComparison.Ordinal)));

        // what a schema cannot say: that a default exists, and which names are archives or drives
        if (!messages.Contains("default", StringComparison.Ordinal) && !messages.Contains("archive", StringComparison.Ordinal) && !messages.StartsWith("files", StringComparison.Ordinal))
        {
            Assert.False(Schema.Evaluate(Json(text)).IsValid, text);
        }
    }

    [Fact]
    public void Load_MinimalManifest_IsOfTheSchema() => Assert.True(Schema.Evaluate(Json(Minimal)).IsValid);

    [Theory]
    [InlineData("{", ":1:", "not JSON")]
    [InlineData("[1]", ":1: ", "holds a list")]
    [InlineData("{ \"version\": 1,\n \"version\": 1 }", ":2:", "the key 'version' stands in line 1 already")]
    [InlineData("{ \"version\": 1 } { }", ":1:", "not JSON")]
    [InlineData("{ \"version\": 1, \"models\": { \"nope\": null } }", "", "takes 'nope' away")]
    public void Load_NoManifest_SaysSo(string text, string place, string message)
    {
        string path = _folder.Write("models.json", text);
        string found = Assert.Throws<InputException>(() => ModelCatalog.Load(path, _ => null)).Message;
        Assert.StartsWith(path + place, found, StringComparison.Ordinal);
        Assert.Contains(message, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RequirementsThatDoNotHold_AreRefused()
    {
        string Entry(string id, string requires, string path) => $$"""
            "{{id}}": { "title": "T", "engine": "kokoro", "folder": "f", "licence": { "name": "MIT", "commercialUse": "yes" }, "requires": ["{{requires}}"], "files": [ { "path": "{{path}}", "urls": ["https://example.org/x"] } ] }
            """;
        string unknown = _folder.Write("a.json", $$"""{ "version": 1, "models": { {{Entry("a", "kokoro-voice", "x")}} } }""");
        Assert.Contains("requires 'kokoro-voice', which is no model; did you mean 'kokoro-voices'", Assert.Throws<InputException>(() => ModelCatalog.Load(unknown, _ => null)).Message, StringComparison.Ordinal);
        string circle = _folder.Write("b.json", $$"""{ "version": 1, "models": { {{Entry("a", "b", "x")}}, {{Entry("b", "a", "y")}} } }""");
        Assert.Contains("requires itself", Assert.Throws<InputException>(() => ModelCatalog.Load(circle, _ => null)).Message, StringComparison.Ordinal);
        string twice = _folder.Write("c.json", $$"""{ "version": 1, "models": { {{Entry("a", "dnsmos", "x")}}, {{Entry("b", "dnsmos", "X")}} } }""");
        Assert.Contains("'f/X' also belongs to 'a'", Assert.Throws<InputException>(() => ModelCatalog.Load(twice, _ => null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Unknown_OffersTheNearest() =>
        Assert.Equal("no model 'kokoro-82'; did you mean 'kokoro-82m'?", Assert.Throws<InputException>(() => ModelCatalog.Load(null, _ => null).Find("kokoro-82")).Message);

    public void Dispose() => _folder.Dispose();

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.Clone();
    }
}
