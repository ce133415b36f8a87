using System.Globalization;
using System.Numerics;
using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// The number that is being read: nothing yet, a whole number that can be added to, or a string of digits and points that can only grow
/// (<c>one oh one</c>, <c>3.1</c>).
/// </summary>
internal sealed class NumberValue
{
    private readonly StringBuilder _digits = new();
    private BigInteger _integer;
    private State _state;

    private enum State
    {
        None,
        Integer,
        Digits,
    }

    public bool IsNone => _state == State.None;

    public bool IsInteger => _state == State.Integer;

    public bool EndsWithPoint => _state == State.Digits && _digits.Length > 0 && _digits[^1] == '.';

    /// <summary>Characters so far: a bound on what adding to it costs.</summary>
    public int Length => _state == State.Digits ? _digits.Length : (int)(_integer.GetBitLength() / 3);

    public void Clear()
    {
        _state = State.None;
        _digits.Clear();
        _integer = 0;
    }

    public void Set(BigInteger value)
    {
        Clear();
        _integer = value;
        _state = State.Integer;
    }

    public void Set(string digits)
    {
        Clear();
        _digits.Append(digits);
        _state = State.Digits;
    }

    /// <summary>Appends characters to the digits so far.</summary>
    public void Append(string characters)
    {
        ToDigits();
        _digits.Append(characters);
    }

    /// <summary>Appends characters; a whole number zero before them vanishes.</summary>
    public void AppendDroppingZero(string characters)
    {
        if (IsInteger && _integer.IsZero)
        {
            Clear();
        }

        Append(characters);
    }

    /// <summary>Writes a digit over the zero that a tens word left.</summary>
    public void ReplaceLast(string digit)
    {
        ToDigits();
        _digits.Length = Math.Max(0, _digits.Length - 1);
        _digits.Append(digit);
    }

    /// <summary>Adds to a whole number that ends with enough zeros (a multiple of <paramref name="unit"/>), else appends.</summary>
    public void AddOrAppend(BigInteger value, int unit)
    {
        if (IsNone)
        {
            Set(value);
        }
        else if (IsInteger && _integer % unit == 0)
        {
            _integer += value;
        }
        else
        {
            Append(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Multiplies what stands after the thousands: <c>five thousand two hundred</c>. False when the digits are no number or no whole one comes out.</summary>
    public bool TryMultiply(BigInteger multiplier)
    {
        if (IsInteger && !_integer.IsZero)
        {
            BigInteger residual = _integer % 1000;
            _integer = _integer - residual + (residual * multiplier);
            return true;
        }

        if (IsInteger)
        {
            return true;
        }

        if (!TryParse(_digits.ToString(), out BigInteger numerator, out BigInteger denominator)
            || !(numerator * multiplier % denominator).IsZero)
        {
            return false;
        }

        Set(numerator * multiplier / denominator);
        return true;
    }

    public override string ToString() => _state switch
    {
        State.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        State.Digits => _digits.ToString(),
        _ => string.Empty,
    };

    /// <summary>Reads <c>12</c>, <c>12.</c>, <c>.5</c> or <c>1.5</c> in any decimal digits as numerator and power of ten.</summary>
    public static bool TryParse(string text, out BigInteger numerator, out BigInteger denominator)
    {
        numerator = denominator = 0;
        Span<char> digits = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        int count = 0;
        int decimals = -1;
        foreach (char character in text)
        {
            int digit = CharUnicodeInfo.GetDecimalDigitValue(character);
            if (digit >= 0)
            {
                digits[count++] = (char)('0' + digit);
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (character == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }
        }

        if (count == 0)
        {
            return false;
        }

        numerator = BigInteger.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        denominator = BigInteger.Pow(10, Math.Max(0, decimals));
        return true;
    }

    private void ToDigits()
    {
        if (IsInteger)
        {
            Set(ToString());
        }

        _state = State.Digits;
    }
}
