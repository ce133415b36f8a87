using System.Text.Json;
using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>JSON of benches: camel case, unknown as null, six significant digits.</summary>
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext
{
    /// <summary>The context.</summary>
    public static BenchJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = RunJson.Encoder,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new UtcConverter(), new ShortNumberConverter(), new JsonStringEnumConverter<SoakVerdict>(JsonNamingPolicy.CamelCase) },
    });
}
