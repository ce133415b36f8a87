using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Settles stress and blanks between the parts of a word that were pronounced one by one (misaki 0.9.4).</summary>
internal static class CompoundStress
{
    /// <summary>Sets the parts off from each other, or weakens all but the heavier ones.</summary>
    public static void Settle(List<Token> tokens)
    {
        bool setOff = AreSetOff(tokens);
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i].SetOff = i > 0 && setOff;
        }

        if (setOff)
        {
            return;
        }

        List<Token> said = tokens.FindAll(t => !string.IsNullOrEmpty(t.Phonemes));
        if (said.Count == 2 && said[0].Text.Length == 1)
        {
            Weaken(said[1]);
            return;
        }

        int stressed = said.Count(HasPrimary);
        if (said.Count < 2 || stressed <= (said.Count + 1) / 2)
        {
            return;
        }

        // OrderBy is stable: of equal parts the earlier are weakened
        foreach (Token token in said.OrderBy(HasPrimary).ThenBy(t => Stress.Weight(t.Phonemes!)).Take(said.Count / 2))
        {
            Weaken(token);
        }
    }

    private static bool HasPrimary(Token token) => token.Phonemes!.Contains(Stress.Primary, StringComparison.Ordinal);

    private static void Weaken(Token token) => token.Phonemes = Stress.Apply(token.Phonemes!, -0.5);

    // letters beside digits or signs are said as words of their own
    private static bool AreSetOff(List<Token> tokens)
    {
        bool letters = false;
        bool digits = false;
        bool others = false;
        foreach (Token token in tokens)
        {
            foreach (char c in token.Text)
            {
                if (c == '/')
                {
                    return true;
                }

                if (c is '\'' or ',' or '-' or '.' or '_')
                {
                    continue;
                }

                letters |= char.IsLetter(c);
                digits |= char.IsAsciiDigit(c);
                others |= !char.IsLetter(c) && !char.IsAsciiDigit(c);
            }
        }

        return (letters ? 1 : 0) + (digits ? 1 : 0) + (others ? 1 : 0) > 1;
    }
}
