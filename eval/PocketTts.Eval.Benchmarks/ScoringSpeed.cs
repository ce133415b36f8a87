using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Times scoring on one core: 10,000 takes of 12 words (three errors each), their error counts alone, and one transcript of 5,000 words. Targets: 1 s, 0.02 s,
/// 1 s. Usage: <c>scoring-speed [rounds]</c>; prints the median and the fastest of the rounds, the first left out.
/// </summary>
internal static class ScoringSpeed
{
    private const int Takes = 10_000;
    private const int Texts = 1_000;

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        Utterance[] utterances = [.. Enumerable.Range(0, Texts).Select(i => Utterance(i, $"{Name(i)} the quick brown fox, jumps over one lazy dog near river."))];
        Take[] takes = [.. Enumerable.Range(0, Takes).Select(i => Heard(utterances[i % Texts], $"{Name(i % Texts)} the quick brown box jumps over lazy dog near a river", i / Texts, i))];
        Time("score 10,000 takes, strict", rounds, () => TakeScorer.Score(Info(), takes));
        var plain = new ScoringOptions { Comparer = TextComparers.Get("plain") };
        Time("score 10,000 takes, plain", rounds, () => TakeScorer.Score(Info(), takes, plain));
        Time("score 10,000 takes, whisper-english", rounds, () => TakeScorer.Score(Info(), takes, new ScoringOptions { Comparer = TextComparers.Get("whisper-english") }));

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

        string[] words = [.. Enumerable.Range(0, 5_000).Select(i => Name(i % 977))];
        Utterance lecture = Utterance(0, string.Join(' ', words));
        string heard = string.Join(' ', words.Where((_, i) => i % 50 != 7).Select((w, i) => i % 40 == 3 ? "other" : w));
        Take[] one = [Heard(lecture, heard, 0, 0)];
        Time("score one take of 5,000 words", rounds, () => TakeScorer.Score(Info(), one));
        string[] garbled = [.. Enumerable.Range(0, 5_000).Select(i => i % 5 == 0 ? words[i] : Name(i % 577 + 2000))];
        Take[] bad = [Heard(lecture, string.Join(' ', garbled), 0, 0)];
        Time("score one take of 5,000 words, four of five wrong", rounds, () => TakeScorer.Score(Info(), bad));
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

    // words without digits, so that every normalizer leaves them alone
    private static string Name(int number) =>
        "w" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => "bdfgklmnrs"[c - '0'] + "a"));

    private static Utterance Utterance(int index, string text) => new(string.Create(CultureInfo.InvariantCulture, $"u{index}"), text, "en", [], []);

    private static Take Heard(Utterance utterance, string heard, int repeat, int audio) => new()
    {
        Key = new TakeKey("s", "c", utterance.Id, repeat),
        Utterance = utterance,
        Synthesis = new SynthesisFacts
        {
            AudioSha256 = audio.ToString(CultureInfo.InvariantCulture),
            SampleRateHz = 24_000,
            AudioSeconds = 4,
            IsTimingEligible = true,
            Peak = .5,
        },
        Recognitions = [new RecognizedTake("r", new Transcript { Text = heard, Words = Words(heard) }, null)],
    };

    private static ImmutableArray<TranscriptWord> Words(string heard) =>
        [.. heard.Split(' ').Select((w, i) => new TranscriptWord(w, .3 * i, .3 * (i + 1), .9))];

    private static RunInfo Info() => new()
    {
        SchemaVersion = 1,
        Name = "speed",
        CreatedUtc = DateTimeOffset.UnixEpoch,
        Status = RunStatus.Completed,
        ToolVersion = "0",
        Machine = new MachineRecord { UsableCpuCount = 1, OperatingSystem = "any", Architecture = "any", Runtime = "any", Fingerprint = "0" },
        Systems = [new RunSystem("s", "s", null, null)],
        Recognizers = [new RecognizerInfo { Id = "r", Engine = "r", EngineVersion = "1" }],
        Corpora = [],
        Repeats = Takes / Texts,
        Seed = 1,
        Normalizer = TakeScorer.Normalizer,
    };
}
