using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Corpora;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PocketTts.Eval.Runs.Yaml;

/// <summary>
/// Reads a small YAML file into nodes with their places. Only plain data is accepted: no anchors, aliases (they can grow a
/// small file to gigabytes), tags or second document; at most 1 MB and 16 levels.
/// </summary>
internal static class YamlTree
{
    private const int MaximumBytes = 1 << 20;
    private const int MaximumDepth = 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Gathers what can be gathered (anchors, tags, keys that occur twice); null throws the first.</param>
    /// <exception cref="InputException">It cannot be read or is not such a file.</exception>
    public static YamlNode Read(string path, List<InputException>? problems = null)
    {
        byte[] bytes = Utf8LineReader.ReadFile(path);
        if (bytes.Length > MaximumBytes)
        {
            throw new InputException($"the file has {bytes.Length} bytes", path, expected: $"at most {MaximumBytes} bytes");
        }

        // decoding line by line names the line of a byte that is not UTF-8
        var text = new StringBuilder(bytes.Length);
        foreach ((int _, string line) in Utf8LineReader.Lines(bytes, path))
        {
            text.Append(line).Append('\n');
        }

        return Parse(text.ToString(), path, problems);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="path">Its name for messages.</param>
    /// <param name="problems">As for <see cref="Read"/>.</param>
    /// <exception cref="InputException">It is not such a text.</exception>
    public static YamlNode Parse(string text, string path, List<InputException>? problems = null)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                throw new InputException("the file is empty", path);
            }

            parser.Consume<DocumentStart>();
            YamlNode root = ReadNode(parser, path, 0, problems);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out var second)
                ? throw At("a second document starts here", second.Start, path, "one document")
                : root;
        }
        catch (YamlException problem)
        {
            throw At($"not YAML ({problem.Message.TrimEnd('.')})", problem.End, path, remedy: "check indentation, quotes and colons; tabs cannot indent", inner: problem);
        }
    }

    private static YamlNode ReadNode(Parser parser, string path, int depth, List<InputException>? problems)
    {
        ParsingEvent current = parser.Current!;
        (int line, int column) = Place(current.Start);
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            Gather(At("anchors and aliases are not allowed", current.Start, path, remedy: "write the value out"), problems);
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            Gather(At("tags are not allowed", current.Start, path, remedy: "write the plain value"), problems);
        }

        if (parser.TryConsume<AnchorAlias>(out _))
        {
            return new YamlScalar(string.Empty, true, line, column);
        }

        if (depth > MaximumDepth)
        {
            throw At("the values are nested too deeply", current.Start, path, $"at most {MaximumDepth} levels");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            bool isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
            return new YamlScalar(scalar.Value, isNull, line, column);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, path, depth + 1, problems));
            }

            return new YamlSequence(items, line, column);
        }

        parser.Consume<MappingStart>();
        List<YamlEntry> entries = ReadEntries(parser, path, depth, problems);
        // a pair without braces inside a list ([a: 1]) starts nowhere, says the parser
        return depth > 0 && (line, column) == (1, 1) && entries.Count > 0
            ? new YamlMapping(entries, entries[0].Line, entries[0].Column)
            : new YamlMapping(entries, line, column);
    }

    private static List<YamlEntry> ReadEntries(Parser parser, string path, int depth, List<InputException>? problems)
    {
        var entries = new List<YamlEntry>();
        var lineOfKey = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Mark start = parser.Current!.Start;
            if (ReadNode(parser, path, depth + 1, problems) is not YamlScalar key)
            {
                throw At("a key is not a single word", start, path, "key: value");
            }

            YamlNode value = ReadNode(parser, path, depth + 1, problems);
            if (lineOfKey.TryAdd(key.Text, key.Line))
            {
                entries.Add(new YamlEntry(key.Text, value, key.Line, key.Column));
            }
            else
            {
                Gather(At($"the key '{YamlScalar.Shorten(key.Text)}' stands in line {lineOfKey[key.Text]} already", start, path, "each key once"), problems);
            }
        }

        return entries;
    }

    private static void Gather(InputException problem, List<InputException>? problems)
    {
        if (problems is null)
        {
            throw problem;
        }

        problems.Add(problem);
    }

    private static (int Line, int Column) Place(Mark mark) => ((int)mark.Line, (int)mark.Column);

    private static InputException At(string problem, Mark mark, string path, string? expected = null, string? remedy = null, Exception? inner = null) =>
        new(problem, path, (int)mark.Line, expected: expected, remedy: remedy, innerException: inner, column: (int)mark.Column);
}
