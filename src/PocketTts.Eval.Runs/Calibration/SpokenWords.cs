using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Words of a text as a speaker sees them: what stands between blanks, without the signs around it.</summary>
internal static partial class SpokenWords
{
    /// <summary>Where they stand.</summary>
    public static TextSpan[] Find(string text) => [.. Word().Matches(text).Select(m => new TextSpan(m.Index, m.Index + m.Length))];

    // a letter or digit, and everything up to the last letter or digit before a blank
    [GeneratedRegex(@"[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
