using System.Text;

namespace PocketTts.Eval.Models.Files;

/// <summary>
/// Relative names that mean the same file below a folder on every system. A name from a manifest or an archive is used only after
/// this check, so that it cannot leave the folder, hide behind another spelling, or name a device.
/// </summary>
internal static class SafePath
{
    private const int LongestPart = 200;
    private const int LongestName = 400;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { FormattableString.Invariant($"COM{n}"), FormattableString.Invariant($"LPT{n}") })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Says what is wrong with a name.</summary>
    /// <param name="name">Parts joined by <c>/</c>.</param>
    /// <returns>What is wrong, in words; null when the name is safe.</returns>
    public static string? Problem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > LongestName)
        {
            return name.Length == 0 ? "it is empty" : "it is too long";
        }

        if (name[0] == '/' || Path.IsPathRooted(name) || (name.Length > 1 && name[1] == ':'))
        {
            return "it is an absolute path";
        }

        foreach (string part in name.Split('/'))
        {
            if (part is "..")
            {
                return "it leaves the folder";
            }

            if (part is "" or ".")
            {
                return "it has an empty part";
            }

            if (part.Length > LongestPart)
            {
                return "a part of it is too long";
            }

            if (part.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or '\uFFFD'))
            {
                return "it has a character that not every system allows in a file name";
            }

            if (part[^1] is '.' or ' ' || part[0] == ' ')
            {
                return "a part of it begins with a space or ends with a dot or a space";
            }

            if (Devices.Contains(part.Split('.')[0]))
            {
                return "a part of it is the name of a device";
            }
        }

        return null;
    }

    /// <summary>Under which two names count as one: some systems ignore case and Unicode composition.</summary>
    /// <param name="name">A safe name.</param>
    public static string Fold(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>Joins a folder and a safe name.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="name">A safe name.</param>
    /// <returns>Absolute path inside the folder.</returns>
    public static string Join(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar)));
        string inside = Path.GetFullPath(folder);
        inside = Path.EndsInDirectorySeparator(inside) ? inside : inside + Path.DirectorySeparatorChar;
        return Problem(name) is null && path.StartsWith(inside, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{name}' is no safe relative name", nameof(name));
    }
}
