using System.IO.Compression;
using System.Net.Http.Headers;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>What the headers of an answer say of its body.</summary>
/// <param name="Start">Byte of the file it begins with.</param>
/// <param name="Total">Size of the whole file, or null when the headers do not say.</param>
/// <param name="IsPacked">True when it is compressed although we asked for the plain file.</param>
/// <param name="HasKnownEnd">False when only the end of the connection ends it: then a cut cannot be told from the end.</param>
internal sealed record ResponseBody(long Start, long? Total, bool IsPacked, bool HasKnownEnd)
{
    /// <summary>Reads the headers.</summary>
    /// <exception cref="SourceFailedException">The body is packed in a way that is not known.</exception>
    public static ResponseBody Of(HttpResponseMessage response)
    {
        HttpContentHeaders headers = response.Content.Headers;
        string[] encodings = [.. headers.ContentEncoding.Where(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (encodings.Length > 1 || (encodings.Length == 1 && encodings[0].ToUpperInvariant() is not ("GZIP" or "X-GZIP" or "DEFLATE" or "BR")))
        {
            throw new SourceFailedException($"the server packs the file as '{string.Join(", ", encodings)}'");
        }

        bool isPacked = encodings.Length == 1;
        bool isRange = response.StatusCode == System.Net.HttpStatusCode.PartialContent;
        long? total = isPacked ? null : isRange ? headers.ContentRange?.Length : headers.ContentLength;
        bool hasKnownEnd = headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true || response.Version.Major >= 2;
        return new ResponseBody(isRange ? headers.ContentRange?.From ?? -1 : 0, total, isPacked, hasKnownEnd);
    }

    /// <summary>The body as the file's own bytes.</summary>
    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return response.Content.Headers.ContentEncoding.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(stream, CompressionMode.Decompress),
            "BR" => new BrotliStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
    }
}
