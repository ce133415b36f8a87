using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>Tags that follow from a text alone; every corpus may use them without defining them, and an import sets them.</summary>
public static class TextShape
{
    private const string Closers = "\"'\u201D\u2019\u00BB\u203A\u201C\u201E)]}\u00A0\u202F";

    /// <summary>The tags and what they mean.</summary>
    public static FrozenDictionary<string, string> Vocabulary { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["short"] = "1 to 4 words; engines with a minimum context tend to mumble, repeat or drop them",
        ["medium"] = "5 to 19 words",
        ["long"] = "20 words or more; engines that split or run out of context tend to lose the end or a clause",
        ["statement"] = "ends with a full stop or an ellipsis",
        ["question"] = "ends with a question mark",
        ["exclamation"] = "ends with an exclamation mark",
        ["unpunctuated"] = "ends with none of these",
        ["contraction"] = "English with an apostrophe inside a word",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The tags of a text.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <returns>One tag of length, one of the last sign, and maybe <c>contraction</c>; sorted.</returns>
    public static ImmutableArray<string> Tags(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        ImmutableArray<string> words = PlainWords.Split(text);
        List<string> tags =
        [
            words.Length switch { <= 4 => "short", < 20 => "medium", _ => "long" },
            LastSign(text) switch
            {
                '.' or '\u2026' or '\u3002' => "statement",
                '?' or '\uFF1F' => "question",
                '!' or '\uFF01' => "exclamation",
                _ => "unpunctuated",
            },
        ];
        if (IsEnglish(language) && words.Any(w => w.Contains('\'', StringComparison.Ordinal)))
        {
            tags.Add("contraction");
        }

        return [.. tags.Order(StringComparer.Ordinal)];
    }

    /// <summary>True for <c>en</c> and its variants.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static bool IsEnglish(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language.StartsWith("en", StringComparison.OrdinalIgnoreCase) && (language.Length == 2 || language[2] == '-');
    }

    // quotes and brackets close after the sign
    private static char LastSign(string text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsWhiteSpace(text[i]) && !Closers.Contains(text[i], StringComparison.Ordinal) && char.GetUnicodeCategory(text[i]) != UnicodeCategory.Format)
            {
                return text[i];
            }
        }

        return '\0';
    }
}
