namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Levenshtein distance from one text to many: Myers' bit-vector algorithm in blocks of 64 (G. Myers, J. ACM 46, 1999; block form by
/// H. Hyyrö, 2003). A column of the table is one step for 64 of its cells.
/// </summary>
/// <typeparam name="T">What texts are made of: UTF-16 units, code points.</typeparam>
internal sealed class EditDistance<T>
    where T : unmanaged, IEquatable<T>
{
    private readonly int _length;
    private readonly Dictionary<T, ulong[]> _places = [];
    private readonly ulong[] _nowhere;
    private readonly ulong[] _plus;
    private readonly ulong[] _minus;

    /// <summary>Prepares a text.</summary>
    public EditDistance(ReadOnlySpan<T> pattern)
    {
        _length = pattern.Length;
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
    public int To(ReadOnlySpan<T> text, int most = int.MaxValue - 1)
    {
        if (Math.Abs(text.Length - _length) > most)
        {
            return most + 1;
        }

        if (_length == 0)
        {
            return text.Length;
        }

        Array.Fill(_plus, ulong.MaxValue);
        Array.Clear(_minus);
        int distance = _length;
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
        ulong[] pluses = _plus;
        ulong[] minuses = _minus;
        ulong plusIn = 1;
        ulong minusIn = 0;
        ulong up = 0;
        ulong down = 0;
        for (int block = 0; block < places.Length; block++)
        {
            ulong plus = pluses[block];
            ulong minus = minuses[block];
            ulong vertical = places[block] | minus;
            ulong equal = places[block] | minusIn;
            ulong horizontal = (((equal & plus) + plus) ^ plus) | equal;
            up = minus | ~(horizontal | plus);
            down = plus & horizontal;
            ulong upIn = (up << 1) | plusIn;
            ulong downIn = (down << 1) | minusIn;
            pluses[block] = downIn | ~(vertical | upIn);
            minuses[block] = upIn & vertical;
            plusIn = up >> 63;
            minusIn = down >> 63;
        }

        ulong last = 1UL << ((_length - 1) % 64);
        return (up & last) != 0 ? 1 : (down & last) != 0 ? -1 : 0;
    }
}
