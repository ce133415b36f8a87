using Parquet;
using Parquet.Serialization;

namespace PocketTts.Eval.Reports.Exports;

/// <summary><c>metadata.parquet</c>: the fields of the JSON lines as columns, words as lists of structures; Snappy compression, which every reader knows.</summary>
internal static class ParquetExport
{
    public static async Task WriteAsync(IEnumerable<ExportRow> rows, Stream stream, CancellationToken cancellationToken) =>
        await ParquetSerializer.SerializeAsync(rows, stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancellationToken);
}
