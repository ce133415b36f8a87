using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Benchmarks.HotPaths;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Times scoring on one core: 10,000 takes of 12 words (three errors each), their error counts alone, one transcript of 5,000 words, and the character errors of two
/// texts that have nothing in common. Targets: 1 s, 0.02 s, 1 s, 1 s. Usage: <c>scoring-speed [rounds]</c>; prints the median and the fastest of the rounds, the first left out.
/// </summary>
internal static class ScoringSpeed
{
    private const int Takes = 10_000;
    private const int Texts = 1_000;

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        Utterance[] utterances = [.. Enumerable.Range(0, Texts).Select(i => MadeUpTakes.Sentence(i))];
        Take[] takes = [.. Enumerable.Range(0, Takes).Select(i => MadeUpTakes.Heard(utterances[i % Texts], MadeUpTakes.HeardOf(i % Texts), i / Texts, i))];
        Time("score 10,000 takes, strict", rounds, () => TakeScorer.Score(MadeUpTakes.Run(Takes / Texts), takes));
        var plain = new ScoringOptions { Comparer = TextComparers.Get("plain") };
        Time("score 10,000 takes, plain", rounds, () => TakeScorer.Score(MadeUpTakes.Run(Takes / Texts), takes, plain));
        Time("score 10,000 takes, whisper-english", rounds, () => TakeScorer.Score(MadeUpTakes.Run(Takes / Texts), takes, new ScoringOptions { Comparer = TextComparers.Get("whisper-english") }));

        string[][] references = [.. utterances.Select(u => PlainWords.Split(u.Text).ToArray())];
        string[][] hypotheses = [.. takes.Select(t => PlainWords.Split(t.Recognitions[0].Transcript!.Text).ToArray())];
        Time("count 10,000 takes", rounds, () =>
        {
            ErrorCounts sum = default;
            for (int i = 0; i < Takes; i++)
            {
                sum += ErrorCounter.Count(references[i % Texts], hypotheses[i]);
            }

            return sum;
        });

        string[] words = [.. Enumerable.Range(0, 5_000).Select(i => MadeUpTakes.Name(i % 977))];
        Utterance lecture = MadeUpTakes.Utterance(0, string.Join(' ', words));
        string heard = string.Join(' ', words.Where((_, i) => i % 50 != 7).Select((w, i) => i % 40 == 3 ? "other" : w));
        Take[] one = [MadeUpTakes.Heard(lecture, heard, 0, 0)];
        Time("score one take of 5,000 words", rounds, () => TakeScorer.Score(MadeUpTakes.Run(Takes / Texts), one));
        string[] garbled = [.. Enumerable.Range(0, 5_000).Select(i => i % 5 == 0 ? words[i] : MadeUpTakes.Name(i % 577 + 2000))];
        Take[] bad = [MadeUpTakes.Heard(lecture, string.Join(' ', garbled), 0, 0)];
        Time("score one take of 5,000 words, four of five wrong", rounds, () => TakeScorer.Score(MadeUpTakes.Run(Takes / Texts), bad));

        var random = new Random(1);
        string[][] unlike = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 8_333).Select(_ => string.Concat(Enumerable.Range(0, 5).Select(_ => (char)('a' + random.Next(26))))).ToArray())];
        Time("character errors of two unlike texts of 50,000", rounds, () => CharacterCounter.Count(unlike[0], unlike[1]));
        return 0;
    }

    private static void Time<T>(string name, int rounds, Func<T> work)
    {
        var seconds = new List<double>();
        for (int i = 0; i <= rounds; i++)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.RemoveAt(0);
        seconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-52} median {seconds[seconds.Count / 2]:F4} s, fastest {seconds[0]:F4} s"));
    }
}
