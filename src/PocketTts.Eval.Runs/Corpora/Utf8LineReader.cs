using System.Text;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>
/// Splits a whole file into lines and checks that each is UTF-8. A byte order mark is skipped; lines end with LF or CR LF.
/// </summary>
internal static class Utf8LineReader
{
    /// <summary>Largest accepted file in bytes: a corpus is a set of sentences, not an archive.</summary>
    public const long MaximumFileBytes = 256L << 20;

    /// <summary>Largest accepted line in bytes.</summary>
    public const int MaximumLineBytes = 1 << 20;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is not there, may not be read, or is too large.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaximumFileBytes)
            {
                throw new InputException($"the file has {stream.Length} bytes", file: path, expected: $"at most {MaximumFileBytes >> 20} MB", remedy: "split it");
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // a pipe has no length
            throw new InputException(
                problem is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"the file cannot be read ({problem.Message})",
                file: path,
                innerException: problem);
        }
    }

    /// <summary>The lines of a file without their ends; blank lines are kept so that numbers stay true.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its name for messages.</param>
    /// <returns>One-based number and text of every line; the empty piece after a last line end is no line.</returns>
    /// <exception cref="InputException">A line is too long or not UTF-8.</exception>
    public static IEnumerable<(int Number, string Text)> Lines(byte[] bytes, string path) =>
        AllLines(bytes, path).Select(line => line.Problem is null ? (line.Number, line.Text) : throw line.Problem);

    /// <summary>The same, with what is wrong with a line instead of its text: the lines after it can be read all the same.</summary>
    public static IEnumerable<(int Number, string Text, InputException? Problem)> AllLines(byte[] bytes, string path)
    {
        int start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        for (int number = 1; start < bytes.Length; number++)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : start + length;
            int textEnd = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
            string text = string.Empty;
            InputException? problem = null;
            try
            {
                text = Decode(bytes, start, textEnd, number, path);
            }
            catch (InputException found)
            {
                problem = found;
            }

            yield return (number, text, problem);
            start = end + 1;
        }
    }

    private static string Decode(byte[] bytes, int start, int end, int number, string path)
    {
        if (end - start > MaximumLineBytes)
        {
            throw new InputException($"the line has {end - start} bytes", file: path, line: number, expected: $"at most {MaximumLineBytes} bytes");
        }

        try
        {
            return s_strict.GetString(bytes, start, end - start);
        }
        catch (DecoderFallbackException problem)
        {
            throw new InputException(
                FormattableString.Invariant($"byte 0x{bytes[start + Math.Max(0, problem.Index)]:X2} at byte {Math.Max(0, problem.Index) + 1} of the line is not UTF-8"),
                file: path,
                line: number,
                remedy: "save the file as UTF-8",
                innerException: problem);
        }
    }
}
