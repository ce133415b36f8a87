using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>Reads a text token by token and writes down what each may sound like. The rules are those of <see cref="StrictNormalizer"/>.</summary>
internal sealed partial class StrictReader
{
    private readonly string _original;
    private readonly TracedText _traced;
    private readonly string _text;
    private readonly bool _hasLowerCase;
    private readonly ReadingWriter _writer;
    private readonly ImmutableArray<TextSpan>.Builder _tokens;
    private readonly int _offset;

    // end of the number, or of the degree sign behind one, that was read last
    private int _numberEnd = -1;

    private StrictReader(string original, int offset, bool hasLowerCase, WordLatticeBuilder builder, ImmutableArray<TextSpan>.Builder tokens)
    {
        _original = original;
        _offset = offset;
        _writer = new ReadingWriter(builder);
        _tokens = tokens;
        _traced = PlainWords.Fold(TracedText.From(TextFolding.ReplaceIllFormed(original)));
        _text = _traced.Text;
        _hasLowerCase = hasLowerCase;
    }

    /// <summary>Reads a text as it stands.</summary>
    public static SpokenText Read(string text) => Read(text, (_, addRun) => addRun(0, text.Length));

    /// <summary>Reads an accepted form, which may hold <see cref="Alternatives"/>.</summary>
    /// <exception cref="InputException">Their notation is wrong.</exception>
    public static SpokenText ReadForm(string form) => Read(form, (builder, addRun) => Alternatives.Write(form, builder, addRun));

    private static SpokenText Read(string text, Action<WordLatticeBuilder, Action<int, int>> write)
    {
        var builder = new WordLatticeBuilder();
        ImmutableArray<TextSpan>.Builder tokens = ImmutableArray.CreateBuilder<TextSpan>();
        bool hasLowerCase = text.AsSpan().ContainsAnyInRange('a', 'z');
        write(builder, (start, end) =>
        {
            var reader = new StrictReader(text[start..end], start, hasLowerCase, builder, tokens);
            for (int i = 0; i < reader._text.Length;)
            {
                i = reader.ReadToken(i);
            }
        });
        return new SpokenText(builder.Build(), tokens.DrainToImmutable());
    }

    [GeneratedRegex(@"\G(?<hour>[01]?[0-9]|2[0-4]):(?<minute>[0-5][0-9])(?![0-9:])")]
    private static partial Regex Time();

    [GeneratedRegex(
        @"\G(?<currency>[$\u00A3\u20AC]?)(?:(?<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))|(?<integer>[0-9]*))(?:\.(?<decimals>[0-9]+))*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G(?<ordinal>st|nd|rd|th)(?![\p{L}\p{N}])|\G'?(?<plural>s)(?![\p{L}\p{N}])")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\G\s?(?<magnitude>hundred|thousand|million|billion|trillion)(?![\p{L}\p{N}])")]
    private static partial Regex Magnitude();

    // returns where the next token begins
    private int ReadToken(int index)
    {
        char character = _text[index];
        if (StartsNumber(index))
        {
            return ReadNumber(index);
        }

        if (IsDash(character))
        {
            ReadDash(index);
            return index + 1;
        }

        Rune.DecodeFromUtf16(_text.AsSpan(index), out Rune rune, out int used);
        if (PlainWords.Classify(_text, index, rune, used, isInWord: false) == CharacterRole.Word)
        {
            return ReadWord(index);
        }

        if (SpokenForms.Signs.TryGetValue(rune.ToString(), out string[]? forms) && IsSaid(rune, index))
        {
            Begin(index, used);
            _writer.AnyOf(forms);
            _numberEnd = character == '\u00B0' && _numberEnd == index ? index + 1 : _numberEnd;
        }

        return index + used;
    }

    private bool StartsNumber(int index)
    {
        int first = SpokenForms.Currencies.ContainsKey(_text[index].ToString()) ? index + 1 : index;
        return IsDigitAt(first) || (first < _text.Length && _text[first] == '.' && IsDigitAt(first + 1));
    }

    private bool IsDigitAt(int index) => (uint)index < (uint)_text.Length && char.IsAsciiDigit(_text[index]);

    private static bool IsDash(char character) => character is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212';

    // a number sign is said before a number, a slash between words; a lone sign is said as well
    private bool IsSaid(Rune rune, int index) => rune.Value switch
    {
        '#' => IsDigitAt(index + 1),
        '/' => index > 0 && char.IsLetterOrDigit(_text[index - 1]) && index + 1 < _text.Length && char.IsLetterOrDigit(_text[index + 1]),
        _ => true,
    };

    private void ReadDash(int index)
    {
        bool isAfterDigit = IsDigitAt(index - 1);
        bool isBeforeDigit = IsDigitAt(index + 1);
        if (isAfterDigit && isBeforeDigit)
        {
            Begin(index, 1);
            _writer.AnyOf("", "to", "minus", "dash");
        }
        else if (isBeforeDigit && (index == 0 || char.IsWhiteSpace(_text[index - 1])) && _text[index] != '\u2014')
        {
            Begin(index, 1);
            _writer.AnyOf("minus", "negative", "");
        }
    }

    private int ReadNumber(int index)
    {
        Match time = Time().Match(_text, index);
        if (time.Success)
        {
            Begin(index, time.Length);
            NumberReadings.Time(_writer, Parse(time.Groups["hour"]), Parse(time.Groups["minute"]));
            return _numberEnd = index + time.Length;
        }

        Match number = Number().Match(_text, index);
        bool isGrouped = number.Groups["grouped"].Success;
        string integer = isGrouped ? number.Groups["grouped"].Value.Replace(",", string.Empty, StringComparison.Ordinal) : number.Groups["integer"].Value;
        string[] decimals = [.. number.Groups["decimals"].Captures.Select(c => c.Value)];
        int end = index + number.Length;
        if (number.Groups["currency"].Value is { Length: > 0 } currency)
        {
            end = ReadMoney(index, end, SpokenForms.Currencies[currency], integer, isGrouped, decimals);
        }
        else if (decimals.Length == 0 && Suffix().Match(_text, end) is { Success: true } suffix)
        {
            end += suffix.Length;
            Begin(index, end - index);
            if (suffix.Groups["ordinal"].Success)
            {
                NumberReadings.Ordinal(_writer, integer);
            }
            else
            {
                NumberReadings.Plural(_writer, integer);
            }
        }
        else
        {
            Begin(index, end - index);
            ReadPlainNumber(integer, isGrouped, decimals);
        }

        return _numberEnd = end;
    }

    private void ReadPlainNumber(string integer, bool isGrouped, string[] decimals)
    {
        if (decimals.Length == 1)
        {
            NumberReadings.Decimal(_writer, integer, isGrouped, decimals[0]);
            return;
        }

        if (integer.Length > 0)
        {
            NumberReadings.Integer(_writer, integer, isGrouped);
        }

        foreach (string part in decimals)
        {
            _writer.AnyOf("point", "dot");
            NumberReadings.Integer(_writer, part, isGrouped: false);
        }
    }

    private int ReadMoney(int index, int end, string[] names, string integer, bool isGrouped, string[] decimals)
    {
        Match magnitude = Magnitude().Match(_text, end);
        if (magnitude.Success)
        {
            end += magnitude.Length;
        }

        Begin(index, end - index);
        void Units() => _writer.AnyOf(names[1], names[0]);
        if (!magnitude.Success && decimals.Length == 1 && decimals[0].Length == 2)
        {
            ReadMoneyWithCents(names, integer, isGrouped, decimals[0], Units);
            return end;
        }

        ReadPlainNumber(integer, isGrouped, decimals);
        if (magnitude.Success)
        {
            _writer.Words(magnitude.Groups["magnitude"].Value);
        }

        Units();
        return end;
    }

    private void ReadMoneyWithCents(string[] names, string integer, bool isGrouped, string decimals, Action units)
    {
        int cents = int.Parse(decimals, NumberStyles.None, CultureInfo.InvariantCulture);
        bool isLessThanOne = integer.Trim('0').Length == 0;
        List<string> small = cents < 10 && cents > 0 ? ["oh", .. EnglishNumbers.Cardinal(cents)] : EnglishNumbers.Cardinal(cents);
        List<Action> readings = [];
        if (isLessThanOne)
        {
            readings.Add(() => _writer.Words(EnglishNumbers.Cardinal(cents)).AnyOf(names[3], names[2]));
        }
        else if (cents == 0)
        {
            readings.Add(() =>
            {
                NumberReadings.Integer(_writer, integer, isGrouped);
                units();
            });
        }
        else
        {
            readings.Add(() =>
            {
                NumberReadings.Integer(_writer, integer, isGrouped);
                units();
                _writer.AnyOf("and", "").Words(EnglishNumbers.Cardinal(cents)).AnyOf(names[3], names[2], "");
            });
            readings.Add(() =>
            {
                NumberReadings.Integer(_writer, integer, isGrouped);
                _writer.Words(small);
            });
        }

        readings.Add(() =>
        {
            NumberReadings.Decimal(_writer, integer, isGrouped, decimals);
            units();
        });
        _writer.AnyOf(readings);
    }

    private int ReadWord(int index)
    {
        var collector = new WordCollector(_traced);
        bool isInitialism = false;
        int i = index;
        while (i < _text.Length && !IsDigitAt(i))
        {
            Rune.DecodeFromUtf16(_text.AsSpan(i), out Rune rune, out int used);
            CharacterRole role = PlainWords.Classify(_text, i, rune, used, !collector.IsEmpty);
            if (role == CharacterRole.Boundary)
            {
                break;
            }

            isInitialism |= rune.Value == '.';
            collector.Add(role, i, used);
            i += used;
        }

        NormalizedWord word = collector.Take()!.Value;
        bool isDotted = i < _text.Length && _text[i] == '.';
        _writer.Tag = _tokens.Count;
        _tokens.Add(new TextSpan(_offset + word.Start, _offset + word.End));
        if (HasOneReading(word, index, isInitialism, isDotted))
        {
            _writer.Word(Spelling(word.Text));
        }
        else
        {
            _writer.AnyOf(Readings(word, index, isInitialism, isDotted).Distinct(StringComparer.Ordinal));
        }

        return i;
    }

    private static string Spelling(string text) => SpokenForms.NotSpellings.Contains(text) ? text : WhisperSpelling.Map.GetValueOrDefault(text, text);

    // most words are neither spelled out nor short for something
    private bool HasOneReading(NormalizedWord word, int index, bool isInitialism, bool isDotted) =>
        !(word.Text.Length is >= 2 and <= 5 && (isInitialism || IsInCapitals(word)))
        && !word.Text.EndsWith("'s", StringComparison.Ordinal)
        && !SpokenForms.Abbreviations.ContainsKey(word.Text)
        && !(isDotted && SpokenForms.DottedAbbreviations.ContainsKey(word.Text))
        && !(_numberEnd >= index - 1 && SpokenForms.Units.ContainsKey(word.Text));

    private IEnumerable<string> Readings(NormalizedWord word, int index, bool isInitialism, bool isDotted)
    {
        string text = word.Text;
        yield return Spelling(text);
        if (text.Length is >= 2 and <= 5 && Ascii.IsValid(text) && text.All(char.IsAsciiLetter) && (isInitialism || IsInCapitals(word)))
        {
            yield return string.Join(' ', text.AsEnumerable());
        }

        if (text.EndsWith("'s", StringComparison.Ordinal))
        {
            // no ear tells the boy's from the boys
            yield return string.Concat(text.AsSpan(0, text.Length - 2), "s");
        }

        string[] more = [];
        if (_numberEnd == index || (_numberEnd >= 0 && _numberEnd == index - 1 && _text[index - 1] == ' ' && text.Length > 1))
        {
            more = SpokenForms.Units.GetValueOrDefault(text) ?? [];
        }

        if (more.Length == 0)
        {
            more = SpokenForms.Abbreviations.GetValueOrDefault(text) ?? (isDotted ? SpokenForms.DottedAbbreviations.GetValueOrDefault(text) : null) ?? [];
        }

        foreach (string reading in more)
        {
            yield return reading;
        }
    }

    private bool IsInCapitals(NormalizedWord word)
    {
        if (!_hasLowerCase)
        {
            return false;
        }

        foreach (char character in _original.AsSpan(word.Start, word.End - word.Start))
        {
            if (!char.IsAsciiLetterUpper(character))
            {
                return false;
            }
        }

        return true;
    }

    private static int Parse(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private void Begin(int index, int length)
    {
        int start = _traced.StartOf(index);
        int end = 0;
        for (int i = index; i < index + length; i++)
        {
            end = Math.Max(end, _traced.EndOf(i));
        }

        _writer.Tag = _tokens.Count;
        _tokens.Add(new TextSpan(_offset + start, _offset + end));
    }
}
