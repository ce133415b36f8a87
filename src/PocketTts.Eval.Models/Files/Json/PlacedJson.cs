using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Json;

/// <summary>
/// Reads a small JSON file into values with their places. Comments and trailing commas are allowed, since people write such files;
/// a key that stands twice is not. At most 4 MB and 16 levels.
/// </summary>
internal static class PlacedJson
{
    private const int MaximumBytes = 4 << 20;
    private const int MaximumDepth = 16;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read or is no JSON.</exception>
    public static PlacedValue ReadFile(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumBytes } tooLong)
            {
                throw new InputException(FormattableString.Invariant($"the file has {tooLong.Length} bytes"), path, expected: FormattableString.Invariant($"at most {MaximumBytes} bytes"));
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : $"cannot be read ({e.Message})", path, innerException: e);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="path">Name of the file for messages.</param>
    /// <exception cref="InputException">They are no JSON.</exception>
    public static PlacedValue Parse(ReadOnlySpan<byte> bytes, string path)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var lines = new LineStarts(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaximumDepth });
        try
        {
            reader.Read();
            PlacedValue root = ReadValue(ref reader, lines, path);
            while (reader.Read())
            {
                // a second value makes the reader throw; comments are skipped
            }

            return root;
        }
        catch (JsonException e)
        {
            string reason = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new InputException($"not JSON ({reason})", path, (int)(e.LineNumber ?? 0) + 1, column: (int)(e.BytePositionInLine ?? 0) + 1, innerException: e);
        }
        catch (InvalidOperationException e)
        {
            // a text whose escapes or bytes are no Unicode
            (int line, int column) = lines.Place(reader.TokenStartIndex);
            throw new InputException("the text is not valid Unicode", path, line, column: column, innerException: e);
        }
    }

    private static PlacedValue ReadValue(ref Utf8JsonReader reader, LineStarts lines, string path)
    {
        (int line, int column) = lines.Place(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<PlacedMember>();
                var seen = new Dictionary<string, int>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    (int keyLine, int keyColumn) = lines.Place(reader.TokenStartIndex);
                    string key = reader.GetString()!;
                    if (!seen.TryAdd(key, keyLine))
                    {
                        throw new InputException(FormattableString.Invariant($"the key '{key}' stands in line {seen[key]} already"), path, keyLine, column: keyColumn, expected: "each key once");
                    }

                    reader.Read();
                    members.Add(new PlacedMember(key, ReadValue(ref reader, lines, path), keyLine, keyColumn));
                }

                return new PlacedObject(members, line, column);
            case JsonTokenType.StartArray:
                var items = new List<PlacedValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, lines, path));
                }

                return new PlacedList(items, line, column);
            case JsonTokenType.String:
                return new PlacedText(reader.GetString()!, line, column);
            case JsonTokenType.Number:
                return new PlacedNumber(Encoding.UTF8.GetString(reader.ValueSpan), line, column);
            case JsonTokenType.True or JsonTokenType.False:
                return new PlacedTruth(reader.TokenType == JsonTokenType.True, line, column);
            default:
                return new PlacedNull(line, column);
        }
    }

    private sealed class LineStarts
    {
        private readonly List<long> _starts = [0];

        public LineStarts(ReadOnlySpan<byte> text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\n')
                {
                    _starts.Add(i + 1);
                }
            }
        }

        public (int Line, int Column) Place(long offset)
        {
            int index = _starts.BinarySearch(offset);
            int line = index >= 0 ? index : ~index - 1;
            return (line + 1, (int)(offset - _starts[line]) + 1);
        }
    }
}
