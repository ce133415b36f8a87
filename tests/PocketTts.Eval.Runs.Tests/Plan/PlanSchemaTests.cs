using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.Runs.Yaml;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Plan;

/// <summary>The committed JSON Schema, which editors check plans with, and the reader say the same.</summary>
public sealed class PlanSchemaTests : IDisposable
{
    private static readonly JsonSchema s_schema = JsonSchema.FromFile(Path.Combine(SharedFiles.RepositoryRoot(), "eval", "plans", "plan.schema.json"));

    private readonly TempFolder _temp = new();

    public static TheoryData<bool, string> Documents => new()
    {
        { true, "systems: [loopback]" },
        { true, "systems: loopback:skip=0.1" },
        { true, "systems: [{engine: loopback, id: a, voice: low, model: m.onnx, threads: 2, options: {skip: 0.1, name: x}}]" },
        { true, "systems: [loopback]\ncorpora: corpora/everyday" },
        { true, "systems: [loopback]\ncorpora: [{path: corpora/everyday, tags: [question], without: long, length: {min: 5, max: 90}, sample: 20, limit: 3}]" },
        { true, "systems: [loopback]\ncorpora: [{path: corpora/everyday, sample: {count: 20, seed: 3}, length: {min: 5}}]" },
        { true, "systems: [loopback]\nrepeats: 10000\nseed: 0\nlimit: 1\norder: shuffled\nevidence: off\nout: x" },
        { true, "systems: [loopback]\nrepeats: {default: 2, tags: {question: 5}}" },
        { true, "systems: [loopback]\nrepeats: {tags: {question: 5}}\nseeds: [1, 2, 3, 4, 5]" },
        { true, "systems: [loopback]\nseeds: 5\nrecognizers: [a, b]\ntiming: {rounds: 1, warm-up: 0}" },
        { true, "systems: [loopback]\nlimits: {base-seconds: 0.001, seconds-per-character: 0, seconds-per-audio-second: 3600, memory: 4 GB, crash-retries: 0, time-out-retries: 10}" },
        { true, "systems: [loopback]\nlimits: {memory: 800MB}" },
        { true, "systems: [loopback]\nlimits: {memory: 1500000000}" },
        { true, "systems: [loopback]\nrepeats:\nseed:\nseeds:\nlimit:\nrecognizers:\ncorpora:\ntiming:\nlimits:\ninclude:" },
        { false, "systems: [loopback]\nsistems: x" },
        { false, "systems: [{engine: loopback, voices: low}]" },
        { false, "systems: [{voice: low}]" },
        { false, "systems: [{engine: loopback, threads: 0}]" },
        { false, "systems: [{engine: loopback, threads: many}]" },
        { false, "systems: [{engine: loopback, options: [a]}]" },
        { false, "systems: [{engine: loopback, options: {a: [b]}}]" },
        { false, "systems: [[loopback]]" },
        { false, "systems: [loopback]\ncorpora: [{tags: [question]}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, lenght: {min: 1}}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, length: 5}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, length: {min: 0}}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, sample: 0}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, sample: {seed: 1}}]" },
        { false, "systems: [loopback]\ncorpora: [{path: corpora/everyday, limit: 0}]" },
        { false, "systems: [loopback]\nrepeats: 0" },
        { false, "systems: [loopback]\nrepeats: 10001" },
        { false, "systems: [loopback]\nrepeats: many" },
        { false, "systems: [loopback]\nrepeats: 2.5" },
        { false, "systems: [loopback]\nrepeats: {defaults: 2}" },
        { false, "systems: [loopback]\nrepeats: {tags: {question: 0}}" },
        { false, "systems: [loopback]\nrepeats: {tags: [question]}" },
        { false, "systems: [loopback]\nseed: -1" },
        { false, "systems: [loopback]\nseeds: [1, x, 3]" },
        { false, "systems: [loopback]\nlimit: 0" },
        { false, "systems: [loopback]\norder: random" },
        { false, "systems: [loopback]\nevidence: maybe" },
        { false, "systems: [loopback]\ntiming: {warm-up: 101}" },
        { false, "systems: [loopback]\ntiming: {rounds: 0}" },
        { false, "systems: [loopback]\ntiming: 3" },
        { false, "systems: [loopback]\nlimits: {base-seconds: 0}" },
        { false, "systems: [loopback]\nlimits: {base-seconds: 86401}" },
        { false, "systems: [loopback]\nlimits: {memory: 4 bananas}" },
        { false, "systems: [loopback]\nlimits: {memory: 5}" },
        { false, "systems: [loopback]\nlimits: {crash-retries: 11}" },
        { false, "systems: [loopback]\nlimits: {timeout: 3}" },
        { false, "systems: [loopback]\nout: [a]" },
        { false, "systems: [loopback]\nrecognizers: [[a]]" },
        { false, "- loopback" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Resolve_AnyDocument_AgreesWithTheSchema(bool isRight, string yaml)
    {
        string file = _temp.Write("p.yaml", yaml);
        string everyday = Path.Combine(SharedFiles.RepositoryRoot(), "corpora", "everyday");

        Exception? thrown = Record.Exception(() => PlanResolver.Resolve(file, new PlanOptions(), _ => everyday));
        using JsonDocument json = JsonDocument.Parse(ToJson(YamlTree.Read(file))?.ToJsonString() ?? "null");
        EvaluationResults verdict = s_schema.Evaluate(json.RootElement);

        Assert.True(thrown is null or InputException, thrown?.ToString());
        Assert.Equal(isRight, thrown is null);
        Assert.Equal(isRight, verdict.IsValid);
    }

    [Fact]
    public void Schema_Keys_AreTheReadersKeys()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot(), "eval", "plans", "plan.schema.json")))!;
        string[] Keys(JsonNode node) => [.. node["properties"]!.AsObject().Select(p => p.Key)];
        JsonNode corpus = schema["$defs"]!["corpus"]!["anyOf"]![1]!;

        Assert.Equal(PlanKeys.Plan, Keys(schema));
        Assert.Equal(PlanKeys.System, Keys(schema["$defs"]!["system"]!["anyOf"]![1]!));
        Assert.Equal(PlanKeys.Corpus, Keys(corpus));
        Assert.Equal(PlanKeys.Length, Keys(corpus["properties"]!["length"]!));
        Assert.Equal(PlanKeys.Sample, Keys(corpus["properties"]!["sample"]!["anyOf"]![1]!));
        Assert.Equal(PlanKeys.Repeats, Keys(schema["properties"]!["repeats"]!["anyOf"]![2]!));
        Assert.Equal(PlanKeys.Timing, Keys(schema["properties"]!["timing"]!));
        Assert.Equal(PlanKeys.Limits, Keys(schema["properties"]!["limits"]!));
    }

    public static TheoryData<string> CommittedPlans => [.. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot(), "eval", "plans"), "*.yaml").Select(p => Path.GetFileName(p)!)];

    [Theory]
    [MemberData(nameof(CommittedPlans))]
    public void CommittedPlans_All_AreValidAndNameTheSchema(string name)
    {
        string root = SharedFiles.RepositoryRoot();
        string file = Path.Combine(root, "eval", "plans", name);

        RunPlan plan = PlanResolver.Resolve(file, new PlanOptions(), path => Path.Combine(root, path));
        using JsonDocument json = JsonDocument.Parse(ToJson(YamlTree.Read(file))!.ToJsonString());

        Assert.True(plan.TakeCount > 0);
        Assert.True(s_schema.Evaluate(json.RootElement).IsValid);
        Assert.Equal("# yaml-language-server: $schema=plan.schema.json", File.ReadLines(file).First());
    }

    public void Dispose() => _temp.Dispose();

    // Values as the core schema of YAML reads them, which is what editors do.
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlSequence list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        YamlScalar scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException(),
    };
}
