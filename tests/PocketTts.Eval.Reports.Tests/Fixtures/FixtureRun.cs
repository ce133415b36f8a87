using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>A run as a real one would look, the same on every machine: two systems, forty texts, three takes each.</summary>
internal static class FixtureRun
{
    public const string Deterministic = "kokoro-heart";
    public const string Sampled = "pocket-alba";
    public const string Recognizer = "whisper-base";

    public static RunResult Small { get; } = Build(FixtureTexts.All, repeats: 3, [Recognizer]);

    private static readonly Lazy<RunResult> s_hostile = new(() => Build(FuzzTexts.Read(), repeats: 1, [Recognizer]));

    /// <summary>A run over the texts that try to break whoever prints them; scoring them takes seconds, so it is done once.</summary>
    public static RunResult Hostile
    {
        get
        {
            // says that a test is skipped where the texts are not, each time
            FuzzTexts.Read();
            return s_hostile.Value;
        }
    }

    public static RunResult Build(IReadOnlyList<string> texts, int repeats, ImmutableArray<string> recognizers, Func<Take, Take>? change = null)
    {
        var utterances = texts.Select((text, i) => new Utterance(
            string.Create(CultureInfo.InvariantCulture, $"ev{i + 1:000}"), text, "en", text.Contains('?', StringComparison.Ordinal) ? ["question"] : [], [])).ToList();
        Take[] takes =
        [
            .. from system in new[] { Deterministic, Sampled }
               from utterance in utterances
               from repeat in Enumerable.Range(0, repeats)
               let take = FixtureTake.Make(system, utterance, repeat, recognizers)
               select change is null ? take : change(take),
        ];
        return TakeScorer.Score(Info(texts.Count, repeats, recognizers), takes, new ScoringOptions { Comparer = TextComparers.Get("plain") });
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static RunInfo Info(int texts, int repeats, ImmutableArray<string> recognizers) => new()
    {
        SchemaVersion = 1,
        Name = "2026-03-04-first",
        CreatedUtc = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Status = RunStatus.CompletedWithFailures,
        ToolVersion = "0.1.0",
        Packages = ImmutableSortedDictionary<string, string>.Empty.Add("Microsoft.ML.OnnxRuntime", "1.31.1"),
        GitCommit = "0123456789abcdef0123456789abcdef01234567-dirty",
        Machine = new MachineRecord
        {
            CpuBrand = "AMD EPYC 7763 64-Core Processor",
            CpuIdentity = "AuthenticAMD 25/1/1",
            LogicalCpuCount = 4,
            UsableCpuCount = 2,
            InstructionSets = ["avx2", "fma"],
            MemoryBytes = 25_202_982_912,
            OperatingSystem = "Debian GNU/Linux 12 (bookworm)",
            Architecture = "X64",
            Runtime = ".NET 10.0.1",
            Virtualization = "container",
            Fingerprint = "b5c1e9aa42d0",
        },
        Systems =
        [
            new RunSystem(Deterministic, "kokoro:af_heart", new SynthesizerInfo
            {
                Engine = "kokoro",
                EngineVersion = "1",
                Voice = "af_heart",
                SampleRateHz = 24_000,
                IsDeterministic = true,
                UsesSeed = false,
                ThreadCount = 2,
                Settings = ImmutableSortedDictionary<string, string>.Empty.Add("speed", "1").Add("language", "en-us"),
                Files = [new ModelFile("kokoro-v1.0.int8.onnx", 92_361_271, Hash("kokoro")), new ModelFile("af_heart.bin", 522_240, Hash("af_heart"))],
                Warnings = [new TakeWarning("int8-differs-by-cpu", "This int8 graph gives other sound on processors with VNNI.")],
            }, 1.834),
            new RunSystem(Sampled, "pocket:alba,temperature=0.7", new SynthesizerInfo
            {
                Engine = "pocket",
                EngineVersion = "1",
                Voice = "alba",
                SampleRateHz = 24_000,
                IsDeterministic = false,
                UsesSeed = true,
                ThreadCount = 2,
                Settings = ImmutableSortedDictionary<string, string>.Empty.Add("temperature", "0.7"),
                Files = [new ModelFile("flow_lm.onnx", 301_002_444, Hash("flow_lm"))],
            }, null),
        ],
        Recognizers =
        [
            .. recognizers.Select(id => new RecognizerInfo
            {
                Id = id,
                Engine = "whisper",
                EngineVersion = "1",
                Settings = ImmutableSortedDictionary<string, string>.Empty.Add("language", "en").Add("decoding", "greedy"),
                Files = [new ModelFile("encoder_model_fp16w.onnx", 41_299_771, Hash(id + "encoder")), new ModelFile("decoder_model_merged_fp16w.onnx", 104_822_019, Hash(id + "decoder"))],
            }),
        ],
        Corpora = [new RunCorpus("everyday", Hash("everyday"), 120, texts)],
        Repeats = repeats,
        Seed = 42,
        Normalizer = TakeScorer.Normalizer,
    };
}
