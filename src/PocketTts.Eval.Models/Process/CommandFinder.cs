using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Process;

/// <summary>Turns the words of a command into something that can be started, or says why not.</summary>
/// <param name="environment">Environment variables by name; null when unset.</param>
/// <param name="shippedFolder">Folder of the tool: what it ships is found from any working folder.</param>
internal sealed class CommandFinder(Func<string, string?> environment, string shippedFolder)
{
    private const string Example = "for example process:command=bash eval/adapters/espeak-ng.sh";

    /// <summary>Finds a command.</summary>
    /// <param name="command">The command with its quotes (<see cref="CommandWords"/>). One that is quoted as a whole is a program's
    /// path when there is such a file, else it is read again without these quotes.</param>
    /// <param name="folder">Folder it works in and that its paths start from, or null for the current folder.</param>
    /// <param name="field">Where the command stands, in messages.</param>
    /// <exception cref="InputException">There is no such folder or program, or it cannot be executed.</exception>
    public AdapterCommand Find(string command, string? folder, string field)
    {
        List<string> words = CommandWords.Split(command) ?? throw new InputException($"a double quote is not closed in '{command}'", field: field, expected: "quotes in pairs");
        if (words.Count == 1 && command.TrimStart().StartsWith('"') && words[0].Contains(' ', StringComparison.Ordinal) && Existing(words[0], FullFolder(folder, field)) is null)
        {
            words = CommandWords.Split(words[0]) ?? words;
        }

        return Find(words, folder, field);
    }

    /// <summary>Finds a command.</summary>
    /// <param name="words">Program and arguments.</param>
    /// <param name="folder">Folder it works in and that its paths start from, or null for the current folder.</param>
    /// <param name="field">Where the command stands, in messages.</param>
    /// <exception cref="InputException">There is no such folder or program, or it cannot be executed.</exception>
    public AdapterCommand Find(IReadOnlyList<string> words, string? folder, string field)
    {
        if (words.Count == 0 || words[0].Length == 0)
        {
            throw new InputException("no program is named", field: field, remedy: Example);
        }

        string working = FullFolder(folder, field);
        string program = Program(words[0], working, field);
        var arguments = ImmutableArray.CreateBuilder<string>(words.Count - 1);
        var label = new List<string> { Path.GetFileName(words[0].Replace('\\', '/')) };
        var files = new List<string>();
        if (IsPath(words[0]))
        {
            files.Add(program);
        }

        foreach (string word in words.Skip(1))
        {
            // --model=FILE names a file too
            int sign = word.StartsWith('-') ? word.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
            string value = word[sign..];
            if (Existing(value, working) is not { } file)
            {
                arguments.Add(word);
                label.Add(Directory.Exists(Combine(working, value)) && IsPath(value) ? word[..sign] + "…" : word);
                continue;
            }

            files.Add(file.Path);
            arguments.Add(file.IsShipped ? word[..sign] + file.Path : word);
            label.Add(word[..sign] + Path.GetFileName(file.Path));
        }

        return new AdapterCommand(program, arguments.MoveToImmutable(), working, [.. files.Distinct(StringComparer.Ordinal)], CommandWords.Join(label));
    }

    /// <summary>Path of a program on the PATH, or null.</summary>
    public string? OnPath(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? ["", .. (environment("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries)] : [""];
        return (environment("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Combine(folder, name + ending)))
            .FirstOrDefault(path => File.Exists(path) && IsExecutable(path));
    }

    private string Program(string word, string working, string field)
    {
        if (!IsPath(word))
        {
            return OnPath(word) ?? throw new InputException(
                $"no program '{word}' is on the PATH",
                field: field,
                remedy: File.Exists(Combine(working, word)) ? $"write ./{word} for the one in {working}" : "install it, or name it with its path");
        }

        string path = Existing(word, working)?.Path ?? throw new InputException($"no program '{word}'", field: field, expected: $"a file, found from {working}");
        return IsExecutable(path)
            ? path
            : throw new InputException($"'{word}' may not be executed", field: field, remedy: $"name what runs it, for example bash {word}, or chmod +x {word}");
    }

    private (string Path, bool IsShipped)? Existing(string word, string working)
    {
        if (word.Length == 0 || word.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string here = Combine(working, word);
        if (File.Exists(here))
        {
            return (here, false);
        }

        string shipped = Combine(shippedFolder, word);
        return IsPath(word) && !Path.IsPathRooted(word) && File.Exists(shipped) ? (shipped, true) : null;
    }

    private static string FullFolder(string? folder, string field)
    {
        string path = Path.GetFullPath(folder ?? Environment.CurrentDirectory);
        return Directory.Exists(path) ? path : throw new InputException($"no folder '{folder}'", field: field, expected: "an existing folder to work in");
    }

    private static string Combine(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path));

    private static bool IsPath(string word) => word.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && word.AsSpan().IndexOfAny('\\', ':') >= 0);

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
