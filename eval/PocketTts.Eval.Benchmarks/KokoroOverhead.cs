using System.Globalization;

namespace PocketTts.Eval.Benchmarks;

/// <summary><c>kokoro-overhead [rounds]</c>: our Kokoro against the bare session on the same tokens, in turns. Target: under 1.03. Needs POCKET_EVAL_MODELS.</summary>
internal static class KokoroOverhead
{
    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
        foreach ((string name, string phonemes) in new[] { ("short text", KokoroPair.ShortPhonemes), ("long text", KokoroPair.LongPhonemes) })
        {
            foreach (int threads in new[] { 1, 2 })
            {
                using var pair = KokoroPair.Open(phonemes, threads);
                OverheadRace.Run(
                    FormattableString.Invariant($"Kokoro, {name}, threads {threads}"), rounds, () => pair.Bare(), () => pair.OursAsync().GetAwaiter().GetResult());
            }
        }

        return 0;
    }
}
