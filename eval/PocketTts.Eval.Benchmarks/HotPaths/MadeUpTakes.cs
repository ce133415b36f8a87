using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>Takes of one made-up system that one made-up recognizer heard, to score and to report.</summary>
internal static class MadeUpTakes
{
    /// <summary>A word without digits, so that every normalizer leaves it alone.</summary>
    public static string Name(int number) =>
        "w" + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => "bdfgklmnrs"[c - '0'] + "a"));

    /// <summary>A text.</summary>
    public static Utterance Utterance(int index, string text) => new(string.Create(CultureInfo.InvariantCulture, $"u{index}"), text, "en", [], []);

    /// <summary>A text of 12 words.</summary>
    public static Utterance Sentence(int index) => Utterance(index, $"{Name(index)} the quick brown fox, jumps over one lazy dog near river.");

    /// <summary>What is heard of <see cref="Sentence"/>: three errors.</summary>
    public static string HeardOf(int index) => $"{Name(index)} the quick brown box jumps over lazy dog near a river";

    /// <summary>A take.</summary>
    public static Take Heard(Utterance utterance, string heard, int repeat, int audio) => new()
    {
        Key = new TakeKey("s", "c", utterance.Id, repeat),
        Utterance = utterance,
        Synthesis = new SynthesisFacts
        {
            AudioSha256 = audio.ToString(CultureInfo.InvariantCulture),
            SampleRateHz = 24_000,
            AudioSeconds = 4,
            WallSeconds = 2 + (audio % 100 * .001),
            CpuSeconds = 2,
            IsTimingEligible = true,
            Peak = .5,
        },
        Recognitions = [new RecognizedTake("r", new Transcript { Text = heard, Words = Words(heard) }, null)],
    };

    /// <summary>Their run.</summary>
    public static RunInfo Run(int repeats) => new()
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
        Repeats = repeats,
        Seed = 1,
        Normalizer = TakeScorer.Normalizer,
    };

    private static ImmutableArray<TranscriptWord> Words(string heard) =>
        [.. heard.Split(' ').Select((w, i) => new TranscriptWord(w, .3 * i, .3 * (i + 1), .9))];
}
