using System.Text;

namespace PocketTts.Eval.Models.Process;

/// <summary>
/// Parts a command into words, the same on every system and without a shell: blanks part words, double quotes hold them together,
/// and a double quote inside quotes is written twice. Nothing else has a meaning, so a path of Windows needs no escapes.
/// </summary>
internal static class CommandWords
{
    /// <summary>Parts a command.</summary>
    /// <param name="command">The command with its quotes.</param>
    /// <returns>The words without quotes, or null when a quote is not closed.</returns>
    public static List<string>? Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isQuoted = false;
        bool isWord = false;
        for (int i = 0; i < command.Length; i++)
        {
            char c = command[i];
            if (c == '"' && isQuoted && i + 1 < command.Length && command[i + 1] == '"')
            {
                word.Append('"');
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
                isWord = true;
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                Finish();
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        Finish();
        return isQuoted ? null : words;

        void Finish()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }
    }

    /// <summary>Writes words so that <see cref="Split"/> reads them back.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(w =>
        w.Length > 0 && !w.Any(c => char.IsWhiteSpace(c) || c is '"' or ',') ? w : $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
