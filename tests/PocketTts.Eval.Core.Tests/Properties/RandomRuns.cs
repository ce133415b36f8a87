using System.Collections.Immutable;
using CsCheck;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Tests.Verdicts;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Properties;

/// <summary>Random small runs: two systems, three texts, up to three takes each, with times, facts of the sound and likelihoods.</summary>
internal static class RandomRuns
{
    public static readonly string[] Systems = ["one", "two"];

    private static readonly string[] s_texts =
        ["the cat sat on a mat of two", "every one of twenty well-known cats sat", "Dr. Smith sat on the third mat of 1984"];

    private static readonly Gen<(int What, int Where, double Gain, double Seconds)[]> s_draws =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7], Gen.Double[-20, 10], Gen.Double[.3, 4], (what, where, gain, seconds) => (what, where, gain, seconds)).Array[18];

    /// <summary>The takes of a run in plan order.</summary>
    public static Gen<Take[]> Takes { get; } = s_draws.Select(draws => Enumerable.Range(0, 18).Where(i => draws[i].What > 0).Select(i => Take(i, draws[i])).ToArray());

    private static Take Take(int index, (int What, int Where, double Gain, double Seconds) draw)
    {
        int text = index / 2 % 3;
        Utterance utterance = TestRun.Utterance($"u{text}", s_texts[text], "every { one / body } of twenty cats sat");
        List<string> words = [.. s_texts[text].Split(' ')];
        int where = Math.Min(draw.Where, words.Count - 1);
        switch (draw.What)
        {
            case 1:
                words.RemoveRange(where, words.Count - where);
                break;
            case 2:
                words.RemoveAt(where);
                break;
            case 3:
                words.Insert(where, words[where]);
                break;
            case 4:
                words[where] = "cot";
                break;
            case 5:
                // words of another text
                words.AddRange(s_texts[(text + 1) % 3].Split(' ')[..4]);
                break;
            default:
                break;
        }

        string heard = string.Join(' ', words);
        Take take = TestVerdict.Timed(utterance, heard, draw.Seconds, draw.Where / 7.0, index / 6, Systems[index % 2]);
        var weighed = ImmutableArray.CreateBuilder<WordEvidence>();
        for (int start = 0, i = 0; start < utterance.Text.Length; i++)
        {
            int end = utterance.Text.IndexOf(' ', start) is >= 0 and var blank ? blank : utterance.Text.Length;
            weighed.Add(new WordEvidence(new TextSpan(start, end), -i, null, null, i == where ? draw.Gain : -15, i == where ? -draw.Gain : -15, i != where));
            start = end + 1;
        }

        return take with
        {
            Synthesis = take.Synthesis! with { Audio = TestVerdict.Audio with { EndLevel50MsDbfs = -10 - (8 * draw.Where), SpeechSeconds = draw.Seconds } },
            Recognitions = [take.Recognitions[0] with { Evidence = [new TextEvidence(utterance.Text, -10, -10 + draw.Gain, weighed.ToImmutable())] }],
        };
    }
}
