using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Json.Schema;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Json;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Json;

/// <summary>The committed JSON Schema of summary.json and its writer say the same.</summary>
public sealed class SummarySchemaTests
{
    private static readonly JsonSchema s_schema = SummarySchema.Schema;
    private static readonly JsonObject s_document = JsonNode.Parse(File.ReadAllText(SummarySchema.FilePath))!.AsObject();

    public static TheoryData<string, RunResult> Runs => new()
    {
        { "small", FixtureRun.Small },
        { "two recognizers", FixtureRun.Build(["One two.", "Three."], 2, ["a", "b"]) },
        { "no takes", FixtureRun.Build([], 1, [FixtureRun.Recognizer]) },
        { "nothing reached", FixtureRun.Build(["One."], 1, [FixtureRun.Recognizer], take => take with { Synthesis = null, Recognitions = [] }) },
    };

    [Fact]
    public void Render_HostileTexts_IsValid() => Render_AnyRun_IsValid("hostile", FixtureRun.Hostile);

    [Theory]
    [MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public void Render_AnyRun_IsValid(string name, RunResult run)
    {
        using JsonDocument json = JsonDocument.Parse(SummaryJsonWriter.Render(run));

        EvaluationResults results = s_schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(results.IsValid, name + ": " + string.Join("; ", (results.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Take(5).Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")));
    }

    [Theory]
    [InlineData("werMicro", "\"high\"")]
    [InlineData("hits", "-1")]
    [InlineData("status", "\"done\"")]
    [InlineData("schemaVersion", "2")]
    [InlineData("mer", "1.5")]
    [InlineData("createdUtc", "5")]
    public void Schema_WrongValue_IsInvalid(string field, string value)
    {
        JsonNode root = JsonNode.Parse(SummaryJsonWriter.Render(FixtureRun.Small))!;
        Find(root, field)![field] = JsonNode.Parse(value);

        Assert.False(s_schema.Evaluate(JsonSerializer.SerializeToElement(root)).IsValid);
    }

    [Fact]
    public void Schema_FieldLeftOut_IsInvalid()
    {
        JsonNode root = JsonNode.Parse(SummaryJsonWriter.Render(FixtureRun.Small))!;
        Find(root, "rtfMedian")!.Remove("rtfMedian");

        Assert.False(s_schema.Evaluate(JsonSerializer.SerializeToElement(root)).IsValid);
    }

    [Fact]
    public void Schema_Fields_AreTheWritersFields()
    {
        var differences = new List<string>();
        Compare(SummaryJsonContext.Default.SummaryDocument, s_document, "$", differences, []);

        Assert.Empty(differences);
    }

    // every object of the writer against its place in the schema: names in order, required, null where the writer may give it
    private static void Compare(JsonTypeInfo type, JsonObject schema, string path, List<string> differences, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
        {
            return;
        }

        string[] written = [.. type.Properties.Select(p => p.Name)];
        string[] described = [.. (schema["properties"]?.AsObject() ?? []).Select(p => p.Key)];
        string[] required = [.. (schema["required"]?.AsArray() ?? []).Select(r => (string)r!)];
        differences.AddRange(written.Except(described).Select(n => $"{path}.{n} is written and not described"));
        differences.AddRange(described.Except(written).Select(n => $"{path}.{n} is described and not written"));
        differences.AddRange(described.Except(required).Select(n => $"{path}.{n} is not required"));
        foreach (JsonPropertyInfo property in type.Properties.Where(p => described.Contains(p.Name)))
        {
            JsonObject place = schema["properties"]![property.Name]!.AsObject();
            if (property.IsGetNullable != AllowsNull(place))
            {
                differences.Add($"{path}.{property.Name} may {(property.IsGetNullable ? "be null and the schema forbids it" : "not be null and the schema allows it")}");
            }

            JsonTypeInfo next = type.Options.GetTypeInfo(property.PropertyType);
            if (next is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            {
                next = type.Options.GetTypeInfo(element);
                place = Resolve(place["items"]!.AsObject());
            }

            if (next.Kind == JsonTypeInfoKind.Object)
            {
                Compare(next, Resolve(place), $"{path}.{property.Name}", differences, seen);
            }
        }
    }

    private static JsonObject Resolve(JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray options)
        {
            return Resolve(options[0]!.AsObject());
        }

        return schema["$ref"] is { } reference ? s_document["$defs"]![((string)reference!)["#/$defs/".Length..]]!.AsObject() : schema;
    }

    private static bool AllowsNull(JsonObject schema) =>
        schema["type"] is JsonArray types ? types.Any(t => (string)t! == "null")
        : schema["anyOf"] is JsonArray options && options.Any(o => o!["type"] is JsonValue value && (string)value! == "null");

    private static JsonObject? Find(JsonNode? node, string field) => node switch
    {
        JsonObject map when map.ContainsKey(field) => map,
        JsonObject map => map.Select(p => Find(p.Value, field)).FirstOrDefault(f => f is not null),
        JsonArray list => list.Select(i => Find(i, field)).FirstOrDefault(f => f is not null),
        _ => null,
    };
}
