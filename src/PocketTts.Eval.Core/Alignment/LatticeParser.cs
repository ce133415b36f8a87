namespace PocketTts.Eval.Core.Alignment;

/// <summary>Reads sclite's notation of alternatives.</summary>
internal sealed class LatticeParser(string text)
{
    private const int MaxDepth = 64;

    public WordLattice Parse()
    {
        var builder = new WordLatticeBuilder();
        int depth = 0;
        foreach (string item in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            switch (item)
            {
                case "{":
                    if (++depth > MaxDepth)
                    {
                        throw Problem($"braces are nested more than {MaxDepth} deep", "fewer");
                    }

                    builder.Open();
                    break;
                case "}":
                    ThrowIfOutside(depth--, item);
                    builder.Close();
                    break;
                case "/":
                    ThrowIfOutside(depth, item);
                    builder.Or();
                    break;
                case "@":
                    break;
                default:
                    AddWord(builder, item);
                    break;
            }
        }

        return depth == 0 ? builder.Build() : throw Problem("a brace is not closed", "a '}' for each '{'");
    }

    private static void AddWord(WordLatticeBuilder builder, string item)
    {
        if (item.Length > 2 && item[0] == '(' && item[^1] == ')')
        {
            builder.Open().Add(item[1..^1]).Or().Close();
        }
        else
        {
            builder.Add(item);
        }
    }

    private void ThrowIfOutside(int depth, string item)
    {
        if (depth <= 0)
        {
            throw Problem($"'{item}' stands outside braces", "'{ one way / another way }' with blanks around each sign");
        }
    }

    private InputException Problem(string problem, string expected) =>
        new($"{problem} in '{(text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "..."))}'", field: "alternatives", expected: expected);
}
