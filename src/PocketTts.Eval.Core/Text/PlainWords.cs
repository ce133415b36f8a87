using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// The plain normalizer: what is left of a text when only its words matter. Defined for every string; the result is
/// the same on every platform that has the same Unicode tables.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Lone surrogates and U+FFFE become U+FFFD; then Unicode form NFKC, lower case (invariant), NFKC again
/// (runs of more than 64 marks in pieces).</item>
/// <item>Letters, digits and the combining marks that follow one belong to a word. Enclosing marks, variation selectors, invisible
/// format characters (soft hyphen, zero-width, direction) and control characters that are no blank vanish without ending the word.</item>
/// <item>An apostrophe (straight, curly or U+02BC) between two word characters stays, written U+0027; elsewhere it ends the word.</item>
/// <item>Between digits a comma vanishes (1,000 is 1000) and a full stop stays (3.5). A full stop between two single
/// letters vanishes (p.m. is pm).</item>
/// <item>Everything else (blanks, hyphens, dashes, punctuation, symbols) ends the word and is dropped. Numbers are not spelled
/// out and symbols have no name here: a corpus gives the spoken forms.</item>
/// </list>
/// </remarks>
public static class PlainWords
{
    /// <summary>Identity of these rules: name and version. The version rises whenever any text gives other words.</summary>
    public const string Id = "plain/1";

    private const char Apostrophe = '\'';

    /// <summary>Normalizes a text and splits it into words.</summary>
    /// <param name="text">Any text, ill-formed UTF-16 included.</param>
    /// <returns>Its words in order, each non-empty; empty when the text has none.</returns>
    public static ImmutableArray<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string folded = Fold(text);
        char[] buffer = ArrayPool<char>.Shared.Rent(folded.Length + 1);
        try
        {
            return Split(folded, buffer);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The same words with their places in the original.</summary>
    internal static ImmutableArray<NormalizedWord> Trace(string text)
    {
        TracedText traced = Fold(TracedText.From(TextFolding.ReplaceIllFormed(text)));
        ImmutableArray<NormalizedWord>.Builder words = ImmutableArray.CreateBuilder<NormalizedWord>();
        var word = new WordCollector(traced);
        for (int i = 0; i < traced.Text.Length;)
        {
            Rune.DecodeFromUtf16(traced.Text.AsSpan(i), out Rune rune, out int used);
            CharacterRole role = Classify(traced.Text, i, rune, used, !word.IsEmpty);
            if (role == CharacterRole.Boundary)
            {
                word.MoveTo(words);
            }
            else
            {
                word.Add(role, i, used);
            }

            i += used;
        }

        word.MoveTo(words);
        return words.DrainToImmutable();
    }

    /// <summary>Unicode form and case of the rules, on a well-formed text.</summary>
    internal static TracedText Fold(TracedText traced)
    {
        traced = TextFolding.Normalize(traced, NormalizationForm.FormKC);
        return TextFolding.Normalize(traced.WithText(traced.Text.ToLowerInvariant()), NormalizationForm.FormKC);
    }

    private static string Fold(string text) =>
        Ascii.IsValid(text)
            ? text.ToLowerInvariant()
            : TextFolding.Normalize(
                TextFolding.Normalize(TextFolding.ReplaceIllFormed(text), NormalizationForm.FormKC).ToLowerInvariant(), NormalizationForm.FormKC);

    private static ImmutableArray<string> Split(string text, char[] buffer)
    {
        var words = new List<string>((text.Length / 5) + 1);
        int length = 0;
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int used);
            switch (Classify(text, i, rune, used, length > 0))
            {
                case CharacterRole.Word:
                    text.CopyTo(i, buffer, length, used);
                    length += used;
                    break;
                case CharacterRole.Apostrophe:
                    buffer[length++] = Apostrophe;
                    break;
                case CharacterRole.Boundary when length > 0:
                    words.Add(ToWord(buffer.AsSpan(0, length)));
                    length = 0;
                    break;
                default:
                    break;
            }

            i += used;
        }

        if (length > 0)
        {
            words.Add(ToWord(buffer.AsSpan(0, length)));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(words.ToArray());
    }

    /// <summary>Makes a word of its characters: a letter and a mark that an invisible character kept apart may compose now.</summary>
    internal static string ToWord(ReadOnlySpan<char> characters)
    {
        string word = new(characters);
        return Ascii.IsValid(word) ? word : TextFolding.Normalize(word, NormalizationForm.FormKC);
    }

    /// <summary>What a character does to the word before it.</summary>
    internal static CharacterRole Classify(string text, int index, Rune rune, int used, bool isInWord)
    {
        if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value))
        {
            return CharacterRole.Word;
        }

        if (rune.Value is Apostrophe or '\u2018' or '\u2019' or '\u201B' or '\u02BC')
        {
            return isInWord && IsWordCharacterAt(text, index + used) ? CharacterRole.Apostrophe : CharacterRole.Boundary;
        }

        if (rune.Value is ',' or '.')
        {
            return ClassifyPoint(text, index, rune.Value == ',');
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.EnclosingMark or UnicodeCategory.Format => CharacterRole.Nothing,
            UnicodeCategory.Control => Rune.IsWhiteSpace(rune) ? CharacterRole.Boundary : CharacterRole.Nothing,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark =>
                isInWord && !IsVariationSelector(rune) ? CharacterRole.Word : CharacterRole.Nothing,
            var category => IsLetterOrNumber(category) ? CharacterRole.Word : CharacterRole.Boundary,
        };
    }

    private static CharacterRole ClassifyPoint(string text, int index, bool isComma)
    {
        if (IsDigitAt(text, index - 1) && IsDigitAt(text, index + 1))
        {
            return isComma ? CharacterRole.Nothing : CharacterRole.Word;
        }

        bool isBetweenSingleLetters = !isComma
            && IsLetterAt(text, index - 1) && !IsLetterAt(text, index - 2)
            && IsLetterAt(text, index + 1) && !IsLetterAt(text, index + 2);
        return isBetweenSingleLetters ? CharacterRole.Nothing : CharacterRole.Boundary;
    }

    private static bool IsDigitAt(string text, int index) => (uint)index < (uint)text.Length && char.IsDigit(text[index]);

    private static bool IsLetterAt(string text, int index) => (uint)index < (uint)text.Length && char.IsLetter(text[index]);

    private static bool IsWordCharacterAt(string text, int index) =>
        index < text.Length
        && text[index] != '\u02BC'
        && Rune.DecodeFromUtf16(text.AsSpan(index), out Rune rune, out _) == OperationStatus.Done
        && IsLetterOrNumber(Rune.GetUnicodeCategory(rune));

    private static bool IsLetterOrNumber(UnicodeCategory category) =>
        category is <= UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
