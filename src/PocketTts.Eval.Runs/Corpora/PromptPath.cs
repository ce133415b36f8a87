namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Paths of prompt recordings: inside the corpus folder, written the same on every system.</summary>
internal static class PromptPath
{
    /// <summary>What a path may look like, for messages.</summary>
    public const string Rule = "a path inside the corpus folder with forward slashes, for example prompts/anna.wav";

    /// <summary>What is wrong with a path, or null: a corpus that was downloaded must not make a tool read files elsewhere.</summary>
    public static string? Problem(string path)
    {
        string[] parts = path.Split('/');
        return path.Length is 0 or > 500 ? "the path is empty or longer than 500 characters"
            : path.Any(c => char.IsControl(c) || c is '\\' or ':') ? $"'{path}' holds a backslash, a colon or a control character"
            : parts[0].Length == 0 ? $"'{path}' is not relative"
            : parts.Any(p => p is "..") ? $"'{path}' leaves the folder"
            : parts.Any(p => p.Length == 0 || p is ".") ? $"'{path}' has an empty part"
            : null;
    }
}
