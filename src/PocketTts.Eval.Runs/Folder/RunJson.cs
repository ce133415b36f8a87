using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Cache;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>JSON of the run folder: camel case, unknown as null, letters of every script unescaped, independent of culture.</summary>
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(RunInfo))]
[JsonSerializable(typeof(ScoringIdentity))]
[JsonSerializable(typeof(PlanRecord))]
[JsonSerializable(typeof(UtteranceRecord))]
[JsonSerializable(typeof(LockOwner))]
[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(CacheMark))]
[JsonSerializable(typeof(CachedTake))]
[JsonSerializable(typeof(CachedTranscript))]
[JsonSerializable(typeof(CachedEvidence))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Leaves all letters as they are; characters with a meaning in HTML stay escaped, so that a report may embed the text.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>The context; it writes on one line.</summary>
    public static RunJson Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = Encoder,
        // a recognizer may give a probability of 0, whose logarithm is -Infinity
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        Converters =
        {
            new UtcConverter(),
            new JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<TakeOrder>(JsonNamingPolicy.CamelCase),
        },
    });
}
