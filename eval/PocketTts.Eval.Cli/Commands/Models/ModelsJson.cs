using System.Text.Json.Serialization;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary>JSON of the commands about models; names in camel case, unknown as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(LicenceRow[]))]
[JsonSerializable(typeof(PullReport))]
[JsonSerializable(typeof(VerifiedRow[]))]
internal sealed partial class ModelsJson : JsonSerializerContext;
