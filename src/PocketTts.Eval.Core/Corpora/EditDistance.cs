namespace PocketTts.Eval.Core.Corpora;

/// <summary>
/// Levenshtein distance from one text to many, in UTF-16 units: Myers' bit-vector algorithm in blocks of 64 (G. Myers, J. ACM 46, 1999; block form by
/// H. Hyyrö, 2003). A column of the table is one step for 64 of its cells.
/// </summary>
internal sealed class EditDistance
{
    private readonly string _pattern;
    private readonly Dictionary<char, ulong[]> _places = [];
    private readonly ulong[] _nowhere;
    private readonly ulong[] _plus;
    private readonly ulong[] _minus;

    /// <summary>Prepares a text.</summary>
    public EditDistance(string pattern)
    {
        _pattern = pattern;
        int blocks = Math.Max(1, (pattern.Length + 63) / 64);
        _nowhere = new ulong[blocks];
        _plus = new ulong[blocks];
        _minus = new ulong[blocks];
        for (int i = 0; i < pattern.Length; i++)
        {
            if (!_places.TryGetValue(pattern[i], out ulong[]? places))
            {
                _places[pattern[i]] = places = new ulong[blocks];
            }

            places[i / 64] |= 1UL << (i % 64);
        }
    }

    /// <summary>The distance to another text when it is at most <paramref name="most"/>, else something above. Not thread-safe.</summary>
    public int To(string text, int most)
    {
        if (Math.Abs(text.Length - _pattern.Length) > most)
        {
            return most + 1;
        }

        if (_pattern.Length == 0)
        {
            return text.Length;
        }

        Array.Fill(_plus, ulong.MaxValue);
        Array.Clear(_minus);
        int distance = _pattern.Length;
        for (int i = 0; i < text.Length; i++)
        {
            distance += Step(_places.GetValueOrDefault(text[i], _nowhere));
            if (distance - (text.Length - 1 - i) > most)
            {
                return most + 1;
            }
        }

        return distance;
    }

    // one column; gives how the distance at the pattern's end changes
    private int Step(ulong[] places)
    {
        ulong last = 1UL << ((_pattern.Length - 1) % 64);
        ulong plusIn = 1;
        ulong minusIn = 0;
        int change = 0;
        for (int block = 0; block < places.Length; block++)
        {
            ulong plus = _plus[block];
            ulong minus = _minus[block];
            ulong vertical = places[block] | minus;
            ulong equal = places[block] | minusIn;
            ulong horizontal = (((equal & plus) + plus) ^ plus) | equal;
            ulong up = minus | ~(horizontal | plus);
            ulong down = plus & horizontal;
            if (block == places.Length - 1)
            {
                change = (up & last) != 0 ? 1 : (down & last) != 0 ? -1 : 0;
            }

            ulong plusOut = up >> 63;
            ulong minusOut = down >> 63;
            up = (up << 1) | plusIn;
            down = (down << 1) | minusIn;
            _plus[block] = down | ~(vertical | up);
            _minus[block] = up & vertical;
            plusIn = plusOut;
            minusIn = minusOut;
        }

        return change;
    }
}
