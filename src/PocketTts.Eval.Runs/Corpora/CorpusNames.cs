using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>The written form of corpus names, utterance ids, tags and languages.</summary>
internal static class CorpusNames
{
    /// <summary>What a name may look like, for messages.</summary>
    public const string Rule = "1 to 64 of a-z 0-9 . _ -";

    /// <summary>True for 1 to 64 of <c>[a-z0-9._-]</c> that is not only dots.</summary>
    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= 64
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
        && name.Any(c => c != '.');

    /// <summary>The nearest valid name of a file or folder name, e.g. <c>My Texts</c> → <c>my-texts</c>.</summary>
    public static string FromFileName(string name)
    {
        string slug = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' ? c : '-')).Trim('-', '.');
        slug = slug[..Math.Min(64, slug.Length)];
        return IsValid(slug) ? slug : "texts";
    }

    /// <summary>Checks the shape of a BCP 47 tag: letters and digits in groups of at most 8, joined by hyphens.</summary>
    /// <exception cref="InputException">It has another shape.</exception>
    public static void CheckLanguage(string language, string path, int? line)
    {
        string[] parts = language.Split('-');
        bool isValid = parts[0].Length is 2 or 3
            && parts[0].All(char.IsAsciiLetter)
            && parts.All(p => p.Length is >= 1 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
        if (!isValid)
        {
            throw new InputException($"'{language}' is not a language tag", path, line, "language", "a BCP 47 tag such as en, en-GB or de");
        }
    }
}
