namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>Recognizes URLs and e-mail addresses.</summary>
internal static class WebAddress
{
    private const int LongestAddress = 2048;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_domains = new HashSet<string>(
        "com org net edu gov mil int io ai uk us de fr co info biz tv me app dev eu ca au nz ie".Split(' '),
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a URL or an e-mail address.</summary>
    /// <param name="text">A run of text without blanks, punctuation around it taken off.</param>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length is < 4 or > LongestAddress || !text.Contains('.'))
        {
            return false;
        }

        ReadOnlySpan<char> host = text;
        int scheme = host.IndexOf("://");
        if (scheme > 0)
        {
            return true;
        }

        int path = host.IndexOfAny('/', '?', '#');
        if (path >= 0)
        {
            host = host[..path];
        }

        int at = host.IndexOf('@');
        if (at == 0 || (at > 0 && host[(at + 1)..].Contains('@')))
        {
            return false;
        }

        host = host[(at + 1)..];
        int dot = host.LastIndexOf('.');
        return dot > 0 && s_domains.Contains(host[(dot + 1)..]) && IsHost(host);
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        char before = '.';
        bool letter = false;
        foreach (char c in host)
        {
            if ((c == '.' && before == '.') || (c is not ('.' or '-' or '_') && !char.IsLetterOrDigit(c)))
            {
                return false;
            }

            letter |= before != '.' && char.IsLetter(before) && char.IsLetter(c);
            before = c;
        }

        return letter;
    }
}
