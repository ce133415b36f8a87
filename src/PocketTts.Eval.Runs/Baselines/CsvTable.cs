using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Runs.Baselines;

/// <summary>Rows of texts as RFC 4180 writes them, without line ends inside fields: one row a line, so that files can be compared line by line.</summary>
internal static class CsvTable
{
    /// <summary>Writes rows.</summary>
    public static byte[] Write(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (IEnumerable<string> row in rows)
        {
            text.AppendJoin(',', row.Select(Quote)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads rows with their line numbers; blank lines are skipped.</summary>
    /// <exception cref="InputException">A quote is not closed, or a file is no text.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string path)
    {
        foreach ((int line, string text) in Utf8LineReader.Lines(Utf8LineReader.ReadFile(path), path))
        {
            if (text.Length > 0)
            {
                yield return (line, Split(text, path, line));
            }
        }
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ") + "\"";

    private static string[] Split(string text, string path, int line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        if (isQuoted)
        {
            throw new InputException("a quote is not closed", path, line, remedy: "save the baseline again");
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
