using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// Reads number words into digits, word by word, with the habits of Whisper's English normalizer, its faults included: published word
/// error rates were made with them.
/// </summary>
internal sealed partial class NumberReader
{
    // No text means a number this long, and adding a word to one costs time: it ends here and the next word begins another.
    private const int MaxLength = 400;

    private readonly ImmutableArray<NormalizedWord> _words;
    private readonly TracedTextBuilder _output;
    private readonly NumberValue _value = new();
    private string? _prefix;
    private int _start = -1;
    private int _end;
    private bool _hasOutput;

    private NumberReader(ImmutableArray<NormalizedWord> words, TracedTextBuilder output)
    {
        _words = words;
        _output = output;
    }

    /// <summary>Rewrites all words of a text, joined by single blanks.</summary>
    public static TracedText Read(TracedText text)
    {
        var output = new TracedTextBuilder(text);
        var reader = new NumberReader(text.Words(), output);
        reader.Read();
        return output.Build();
    }

    [GeneratedRegex(@"^\d+(\.\d+)?\z")]
    private static partial Regex Numeral();

    private static NumberWord? Find(string? word) => word is null ? null : EnglishNumberWords.All.GetValueOrDefault(word);

    private static bool IsNumeral(string? word) => word is not null && Numeral().IsMatch(word);

    private static string Digits(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private void Read()
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if (_value.Length > MaxLength)
            {
                Flush();
            }

            string word = _words[i].Text;
            string? next = i + 1 < _words.Length ? _words[i + 1].Text : null;
            bool hasPrefix = word[0] is '-' or '+' or '$' or '\u00A3' or '\u20AC' or '\u00A2';
            string numeral = hasPrefix ? word[1..] : word;
            if (IsNumeral(numeral) && numeral.Length <= MaxLength)
            {
                ReadNumeral(i, numeral, hasPrefix ? word[..1] : null);
            }
            else if (Find(word) is { } known)
            {
                i += ReadNumberWord(i, known, next);
            }
            else
            {
                WriteWord(i);
            }
        }

        Flush();
    }

    private void ReadNumeral(int index, string numeral, string? prefix)
    {
        if (_value.EndsWithPoint)
        {
            // after "point", and between the parts of an address
            _value.Append(_words[index].Text);
            Absorb(index);
            return;
        }

        Flush();
        Absorb(index);
        _prefix = prefix ?? _prefix;
        if (NumberValue.TryParse(numeral, out BigInteger numerator, out BigInteger denominator) && (numerator % denominator).IsZero)
        {
            _value.Set(numerator / denominator);
        }
        else
        {
            _value.Set(numeral);
        }
    }

    /// <returns>How many of the next words were used up.</returns>
    private int ReadNumberWord(int index, NumberWord word, string? next)
    {
        NumberWord? previous = index > 0 ? Find(_words[index - 1].Text) : null;
        switch (word.Kind)
        {
            case NumberWordKind.Zero:
                Absorb(index);
                _value.AppendDroppingZero("0");
                return 0;
            case NumberWordKind.One:
                Absorb(index);
                AddOne(word, previous);
                return 0;
            case NumberWordKind.SuffixedOne:
                Absorb(index);
                AddOne(word, previous);
                Write(_value + word.Affix);
                return 0;
            case NumberWordKind.Ten:
                Absorb(index);
                _value.AddOrAppend(word.Value, 100);
                return 0;
            case NumberWordKind.SuffixedTen:
                Absorb(index);
                _value.AddOrAppend(word.Value, 100);
                Write(_value + word.Affix);
                return 0;
            case NumberWordKind.Multiplier:
                Multiply(index, word.Value);
                return 0;
            case NumberWordKind.SuffixedMultiplier:
                Multiply(index, word.Value);
                Write(_value + word.Affix);
                return 0;
            case NumberWordKind.SignBefore:
                Flush();
                ReadSign(index, word, next);
                return 0;
            case NumberWordKind.UnitAfter when !_value.IsNone:
                Absorb(index);
                _prefix = word.Affix;
                Flush();
                return 0;
            case NumberWordKind.Percent when !_value.IsNone:
                Absorb(index);
                Write(_value + word.Affix);
                return 0;
            case NumberWordKind.Per when !_value.IsNone && string.Equals(next, "cent", StringComparison.Ordinal):
                Absorb(index);
                Absorb(index + 1);
                Write(_value + word.Affix);
                return 1;
            case NumberWordKind.And or NumberWordKind.Repeat or NumberWordKind.Point when Find(next) is not null || IsNumeral(next):
                return ReadLink(index, word, previous, next);
            default:
                WriteWord(index);
                return 0;
        }
    }

    private void AddOne(NumberWord word, NumberWord? previous)
    {
        bool isDigit = word.Value < 10;
        if (_value.IsNone)
        {
            _value.Set(word.Value);
        }
        else if (_value.IsInteger && previous?.Kind != NumberWordKind.One)
        {
            _value.AddOrAppend(word.Value, isDigit ? 10 : 100);
        }
        else if (isDigit && previous?.Kind == NumberWordKind.Ten)
        {
            _value.ReplaceLast(Digits(word.Value));
        }
        else
        {
            _value.Append(Digits(word.Value));
        }
    }

    private void Multiply(int index, BigInteger multiplier)
    {
        if (!_value.IsNone && !_value.TryMultiply(multiplier))
        {
            Flush();
        }

        Absorb(index);
        if (_value.IsNone)
        {
            _value.Set(multiplier);
        }
    }

    private void ReadSign(int index, NumberWord word, string? next)
    {
        if (Find(next) is not null || IsNumeral(next))
        {
            Absorb(index);
            _prefix = word.Affix;
        }
        else
        {
            WriteWord(index);
        }
    }

    // "and", "double", "point" before something that can be a number
    private int ReadLink(int index, NumberWord word, NumberWord? previous, string? next)
    {
        NumberWord? following = Find(next);
        switch (word.Kind)
        {
            case NumberWordKind.And when previous?.Kind == NumberWordKind.Multiplier:
                return 0;
            case NumberWordKind.Repeat when following?.Kind is NumberWordKind.One or NumberWordKind.Zero:
                Absorb(index);
                Absorb(index + 1);
                _value.AppendDroppingZero(string.Concat(Enumerable.Repeat(Digits(following.Value), (int)word.Value)));
                return 1;
            case NumberWordKind.Point:
                if (following is { IsDecimal: true } || IsNumeral(next))
                {
                    Absorb(index);
                    _value.AppendDroppingZero(".");
                }

                return 0;
            default:
                WriteWord(index);
                return 0;
        }
    }

    private void WriteWord(int index)
    {
        Flush();
        Absorb(index);
        Write(_words[index].Text);
    }

    private void Flush()
    {
        if (!_value.IsNone)
        {
            Write(_value.ToString());
        }
    }

    private void Absorb(int index)
    {
        NormalizedWord word = _words[index];
        _start = _start < 0 ? word.Start : Math.Min(_start, word.Start);
        _end = Math.Max(_end, word.End);
    }

    private void Write(string text)
    {
        if (_hasOutput)
        {
            _output.WriteAt(" ", _start, _start);
        }

        _output.WriteAt(_prefix + text, _start, _end);
        _hasOutput = true;
        _value.Clear();
        _prefix = null;
        _start = -1;
        _end = 0;
    }
}
