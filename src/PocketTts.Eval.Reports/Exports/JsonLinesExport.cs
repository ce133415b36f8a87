using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PocketTts.Eval.Reports.Exports;

/// <summary><c>metadata.jsonl</c>: one object a line, letters of all scripts as they are.</summary>
internal static class JsonLinesExport
{
    private static readonly ExportJsonContext s_context = new(new JsonSerializerOptions(ExportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public static async Task WriteAsync(IEnumerable<ExportRow> rows, Stream stream, CancellationToken cancellationToken)
    {
        foreach (ExportRow row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await JsonSerializer.SerializeAsync(stream, row, s_context.ExportRow, cancellationToken);
            stream.WriteByte((byte)'\n');
        }
    }
}
