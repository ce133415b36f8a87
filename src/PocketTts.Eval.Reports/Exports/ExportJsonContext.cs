using System.Text.Json.Serialization;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>JSON of exported takes.</summary>
[JsonSerializable(typeof(ExportRow))]
internal sealed partial class ExportJsonContext : JsonSerializerContext;
