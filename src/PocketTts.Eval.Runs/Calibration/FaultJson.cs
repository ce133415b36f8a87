using System.Text.Json;
using System.Text.Json.Serialization;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>JSON of known faults.</summary>
[JsonSerializable(typeof(InjectedFault))]
internal sealed partial class FaultJson : JsonSerializerContext
{
    /// <summary>The context; it writes on one line and leaves out what is null.</summary>
    public static FaultJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = RunJson.Encoder,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower) },
    });
}
