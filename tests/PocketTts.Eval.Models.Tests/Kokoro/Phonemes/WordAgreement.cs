namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

/// <summary>
/// Words (split at blanks) of two phoneme strings that are equal, by the alignment with the most equal words. A word that
/// only one side has counts as different.
/// </summary>
internal sealed record WordAgreement(int Words, int Equal, List<string> Differences)
{
    public double Share => (double)Equal / Words;

    public static WordAgreement Of(string expected, string actual, bool withStress)
    {
        string[] e = Split(expected, withStress);
        string[] a = Split(actual, withStress);
        var common = new int[e.Length + 1, a.Length + 1];
        for (int i = e.Length - 1; i >= 0; i--)
        {
            for (int j = a.Length - 1; j >= 0; j--)
            {
                common[i, j] = e[i] == a[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var differences = new List<string>();
        int x = 0;
        int y = 0;
        int startX = 0;
        int startY = 0;
        while (x < e.Length || y < a.Length)
        {
            if (x < e.Length && y < a.Length && e[x] == a[y])
            {
                Note();
                x++;
                y++;
                startX = x;
                startY = y;
            }
            else if (y == a.Length || (x < e.Length && common[x + 1, y] >= common[x, y + 1]))
            {
                x++;
            }
            else
            {
                y++;
            }
        }

        Note();
        return new WordAgreement(Math.Max(e.Length, a.Length), common[0, 0], differences);

        void Note()
        {
            if (x > startX || y > startY)
            {
                differences.Add($"{string.Join(' ', e[startX..x])} → {string.Join(' ', a[startY..y])}");
            }
        }
    }

    private static string[] Split(string phonemes, bool withStress)
    {
        string text = withStress ? phonemes : phonemes.Replace("ˈ", "").Replace("ˌ", "");
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
