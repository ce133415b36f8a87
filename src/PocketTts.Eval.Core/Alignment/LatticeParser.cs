namespace PocketTts.Eval.Core.Alignment;

/// <summary>Reads sclite's notation of alternatives into a builder.</summary>
/// <param name="text">The notation.</param>
/// <param name="builder">Where to.</param>
/// <param name="addRun">Adds a run of ordinary text, given by its start and end, to the builder.</param>
/// <param name="bracesStandAnywhere">True when a brace is a sign without blanks around it too.</param>
internal sealed class LatticeParser(string text, WordLatticeBuilder builder, Action<int, int> addRun, bool bracesStandAnywhere = false)
{
    private const int MaxDepth = 64;

    private int _depth;
    private int _runStart = -1;
    private int _runEnd;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="InputException">The notation is wrong.</exception>
    public void Parse()
    {
        foreach ((int start, int end) in Items())
        {
            ReadOnlySpan<char> item = text.AsSpan(start, end - start);
            if (item is "{" or "}" or "/" or "@")
            {
                FlushRun();
                ReadSign(item[0]);
            }
            else if (item.Length > 2 && item[0] == '(' && item[^1] == ')')
            {
                FlushRun();
                builder.Open();
                addRun(start + 1, end - 1);
                builder.Or().Close();
            }
            else
            {
                _runStart = _runStart < 0 ? start : _runStart;
                _runEnd = end;
            }
        }

        FlushRun();
        if (_depth > 0)
        {
            throw Problem("a brace is not closed", "a '}' for each '{'");
        }
    }

    private IEnumerable<(int Start, int End)> Items()
    {
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            int end = i + 1;
            if (!IsLoneBrace(i))
            {
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsLoneBrace(end))
                {
                    end++;
                }
            }

            yield return (i, end);
            i = end;
        }
    }

    private bool IsLoneBrace(int index) => bracesStandAnywhere && (text[index] is '{' or '}');

    private void ReadSign(char sign)
    {
        switch (sign)
        {
            case '{':
                if (++_depth > MaxDepth)
                {
                    throw Problem($"braces are nested more than {MaxDepth} deep", "fewer");
                }

                builder.Open();
                break;
            case '}':
                ThrowIfOutside(_depth--, sign);
                builder.Close();
                break;
            case '/':
                ThrowIfOutside(_depth, sign);
                builder.Or();
                break;
            default:
                // @ says nothing
                break;
        }
    }

    private void FlushRun()
    {
        if (_runStart >= 0)
        {
            addRun(_runStart, _runEnd);
            _runStart = -1;
        }
    }

    private void ThrowIfOutside(int depth, char sign)
    {
        if (depth <= 0)
        {
            throw Problem($"'{sign}' stands outside braces", "'{ one way / another way }' with blanks around each sign");
        }
    }

    private InputException Problem(string problem, string expected) =>
        new($"{problem} in '{(text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "..."))}'", field: "alternatives", expected: expected);
}
