using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// Whisper's English normalizer (openai/whisper, normalizers/english.py), for rates that can be set beside published ones. It hides errors that
/// matter here: fillers vanish, contractions are spelled out, number words become digits, and some names are damaged
/// (<c>O'Neil</c> is <c>0 neil</c>). Give the primary rate with another normalizer.
/// </summary>
public sealed partial class WhisperEnglishNormalizer : ITextNormalizer
{
    // what \b looks at in Python: letters, numbers of every kind and the underscore, but no marks
    private const string WordStart = @"(?<![\p{L}\p{N}_])";
    private const string WordEnd = @"(?![\p{L}\p{N}_])";
    private const string Blank = @"[\s\x1C-\x1F]";

    private static readonly FrozenDictionary<string, string> s_replacements = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["won't"] = "will not",
        ["can't"] = "can not",
        ["let's"] = "let us",
        ["ain't"] = "aint",
        ["y'all"] = "you all",
        ["wanna"] = "want to",
        ["gotta"] = "got to",
        ["gonna"] = "going to",
        ["i'ma"] = "i am going to",
        ["imma"] = "i am going to",
        ["woulda"] = "would have",
        ["coulda"] = "could have",
        ["shoulda"] = "should have",
        ["ma'am"] = "madam",
        ["mr"] = "mister ",
        ["mrs"] = "missus ",
        ["st"] = "saint ",
        ["dr"] = "doctor ",
        ["prof"] = "professor ",
        ["capt"] = "captain ",
        ["gov"] = "governor ",
        ["ald"] = "alderman ",
        ["gen"] = "general ",
        ["sen"] = "senator ",
        ["rep"] = "representative ",
        ["pres"] = "president ",
        ["rev"] = "reverend ",
        ["hon"] = "honorable ",
        ["asst"] = "assistant ",
        ["assoc"] = "associate ",
        ["lt"] = "lieutenant ",
        ["col"] = "colonel ",
        ["jr"] = "junior ",
        ["sr"] = "senior ",
        ["esq"] = "esquire ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_endings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["n't"] = " not",
        ["'re"] = " are",
        ["'s"] = " is",
        ["'d"] = " would",
        ["'ll"] = " will",
        ["'t"] = " not",
        ["'ve"] = " have",
        ["'m"] = " am",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Id => "whisper-english/1";

    /// <inheritdoc/>
    public string Sha256 { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("whisper-english/1\n" + WhisperSpelling.Sha256)));

    /// <inheritdoc/>
    public NormalizedText Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TracedText traced = TextFolding.ToLower(TracedText.From(TextFolding.ReplaceIllFormed(text)));
        traced = TextFolding.RemoveBracketed(traced);
        traced = traced.Replace(Fillers(), string.Empty);
        traced = RemoveBlanksBeforeApostrophes(traced);
        traced = ExpandWords(traced);
        traced = traced.Replace(CommaBetweenDigits(), (b, m) => Keep(b, m.Groups[1], m.Groups[2]));
        traced = traced.Replace(PeriodBeforeNoDigit(), (b, m) => Blanked(b, m, m.Groups[1]));
        traced = SymbolFilter.RemoveSymbolsAndDiacritics(traced, keep: ".%$\u00A2\u20AC\u00A3");
        traced = SeparateNumerals(ReadHalves(traced));
        traced = WriteCents(NumberReader.Read(traced));
        traced = Respell(traced);
        traced = traced.Replace(LostPrefix(), (b, m) => Blanked(b, m, m.Groups[1]));
        traced = traced.Replace(LostPercent(), (b, m) =>
        {
            b.Keep(m.Groups[1]);
            b.Write(" ", m.Index + m.Length, 0);
        });
        traced = traced.Replace(Blanks(), " ");
        return new NormalizedText(traced.Text, traced.Words());
    }

    [GeneratedRegex(WordStart + "(?:hmm|mm|mhm|mmm|uh|um)" + WordEnd)]
    private static partial Regex Fillers();

    // longer words first: an alternative that ends inside a word fails at its end and the next one is tried
    [GeneratedRegex(
        WordStart + "(?:won't|can't|let's|ain't|y'all|wanna|gotta|gonna|i'ma|imma|woulda|coulda|shoulda|ma'am|mrs|mr|st|dr|prof|capt|gov|ald|gen"
        + "|sen|rep|pres|rev|hon|asst|assoc|lt|col|jr|sr|esq)" + WordEnd)]
    private static partial Regex Replaceable();

    [GeneratedRegex("'(?:(d|s) (been|gone)|(d) (done)|(s) (got))" + WordEnd)]
    private static partial Regex PerfectTense();

    [GeneratedRegex("(?:n't|'re|'s|'d|'ll|'t|'ve|'m)" + WordEnd)]
    private static partial Regex Ending();

    [GeneratedRegex(@"(\d),(\d)")]
    private static partial Regex CommaBetweenDigits();

    [GeneratedRegex(@"\.([^0-9]|$)")]
    private static partial Regex PeriodBeforeNoDigit();

    [GeneratedRegex(WordStart + "and" + Blank + "+a" + Blank + "+half" + WordEnd)]
    private static partial Regex AndAHalf();

    [GeneratedRegex("([a-z])([0-9])")]
    private static partial Regex LetterThenDigit();

    [GeneratedRegex("([0-9])([a-z])")]
    private static partial Regex DigitThenLetter();

    [GeneratedRegex("([0-9])" + Blank + "+(st|nd|rd|th|s)" + WordEnd)]
    private static partial Regex SeparatedSuffix();

    [GeneratedRegex(@"([\u20AC\u00A3$])([0-9]+) (?:and )?\u00A2([0-9]{1,2})" + WordEnd)]
    private static partial Regex UnitsAndCents();

    [GeneratedRegex(@"[\u20AC\u00A3$]0.([0-9]{1,2})" + WordEnd)]
    private static partial Regex OnlyCents();

    [GeneratedRegex(WordStart + "1(s?)" + WordEnd)]
    private static partial Regex LoneOne();

    [GeneratedRegex(@"[.$\u00A2\u20AC\u00A3]([^0-9])")]
    private static partial Regex LostPrefix();

    [GeneratedRegex("([^0-9])%")]
    private static partial Regex LostPercent();

    [GeneratedRegex(Blank + "+")]
    private static partial Regex Blanks();

    private static void Keep(TracedTextBuilder builder, Group first, Group second)
    {
        builder.Keep(first);
        builder.Keep(second);
    }

    private static void Blanked(TracedTextBuilder builder, Match match, Group kept)
    {
        builder.Write(" ", match.Index, 0);
        builder.Keep(kept);
    }

    private static TracedText RemoveBlanksBeforeApostrophes(TracedText traced)
    {
        string text = traced.Text;
        if (!text.Contains('\'', StringComparison.Ordinal))
        {
            return traced;
        }

        var builder = new TracedTextBuilder(traced);
        for (int i = 0; i < text.Length;)
        {
            int end = i;
            while (end < text.Length && TracedText.IsBlank(text[end]))
            {
                end++;
            }

            if (end == i)
            {
                builder.Keep(i++, 1);
                continue;
            }

            if (end == text.Length || text[end] != '\'')
            {
                builder.Keep(i, end - i);
            }

            i = end;
        }

        return builder.Build();
    }

    private static TracedText ExpandWords(TracedText traced)
    {
        traced = traced.Replace(Replaceable(), (b, m) => b.Write(s_replacements[m.Value], m.Index, m.Length));
        if (!traced.Text.Contains('\'', StringComparison.Ordinal))
        {
            return traced;
        }

        traced = traced.Replace(PerfectTense(), (b, m) =>
        {
            // "'d been": the letter and the participle are whichever groups matched
            Group[] parts = [.. m.Groups.Values.Skip(1).Where(g => g.Success)];
            b.Write(parts[0].Value == "d" ? " had" : " has", m.Index, 2);
            b.Keep(m.Index + 2, m.Length - 2);
        });
        return traced.Replace(Ending(), (b, m) => b.Write(s_endings[m.Value], m.Index, m.Length));
    }

    // "<number> and a half" is "<number> point five"; the original drops the phrase when nothing stands before it
    private static TracedText ReadHalves(TracedText traced)
    {
        Match match = AndAHalf().Match(traced.Text);
        if (!match.Success)
        {
            return traced;
        }

        var builder = new TracedTextBuilder(traced);
        int next = 0;
        for (; match.Success; match = match.NextMatch())
        {
            string before = traced.Text[next..match.Index];
            string lastWord = LastWord(before);
            if (lastWord.Length > 0)
            {
                builder.Keep(next, before.Length);
                bool isNumber = EnglishNumberWords.All.GetValueOrDefault(lastWord) is { } word
                    && (word.IsDecimal || word.Kind == NumberWordKind.Multiplier);
                builder.Write(isNumber ? " point five " : " and a half ", match.Index, match.Length);
            }

            next = match.Index + match.Length;
        }

        builder.Keep(next, traced.Text.Length - next);
        return builder.Build();
    }

    private static string LastWord(string text)
    {
        int end = text.Length;
        while (end > 0 && TracedText.IsBlank(text[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > 0 && !TracedText.IsBlank(text[start - 1]))
        {
            start--;
        }

        return text[start..end];
    }

    private static TracedText SeparateNumerals(TracedText traced)
    {
        traced = traced.Replace(LetterThenDigit(), Separate);
        traced = traced.Replace(DigitThenLetter(), Separate);
        return traced.Replace(SeparatedSuffix(), (b, m) => Keep(b, m.Groups[1], m.Groups[2]));

        static void Separate(TracedTextBuilder builder, Match match)
        {
            builder.Keep(match.Groups[1]);
            builder.Write(" ", match.Groups[2].Index, 0);
            builder.Keep(match.Groups[2]);
        }
    }

    // "$2 and c7" is "$2.07", "$0.07" is "c7" (c: the cent sign); a lone 1 is "one"
    private static TracedText WriteCents(TracedText traced)
    {
        traced = traced.Replace(UnitsAndCents(), (b, m) =>
            b.Write($"{m.Groups[1].Value}{m.Groups[2].Value}.{m.Groups[3].Value.PadLeft(2, '0')}", m.Index, m.Length));
        traced = traced.Replace(OnlyCents(), (b, m) =>
        {
            string cents = m.Groups[1].Value.TrimStart('0');
            b.Write("\u00A2" + (cents.Length == 0 ? "0" : cents), m.Index, m.Length);
        });
        return traced.Replace(LoneOne(), (b, m) => b.Write("one" + m.Groups[1].Value, m.Index, m.Length));
    }

    private static TracedText Respell(TracedText traced)
    {
        var builder = new TracedTextBuilder(traced);
        bool isFirst = true;
        foreach (NormalizedWord word in traced.Words())
        {
            if (!isFirst)
            {
                builder.WriteAt(" ", word.Start, word.Start);
            }

            builder.WriteAt(WhisperSpelling.Map.GetValueOrDefault(word.Text, word.Text), word.Start, word.End);
            isFirst = false;
        }

        return builder.Build();
    }
}
