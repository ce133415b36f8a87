using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Tests.Results;

/// <summary>Builds runs and takes with as few words as possible.</summary>
internal static class TestRun
{
    public const string System = "kokoro:af_heart";
    public const string Recognizer = "whisper-base";

    public static RunInfo Info(string[]? systems = null, string[]? recognizers = null) => new()
    {
        SchemaVersion = 1,
        Name = "test",
        CreatedUtc = DateTimeOffset.UnixEpoch,
        Status = RunStatus.Completed,
        ToolVersion = "0.1.0",
        Machine = new MachineRecord { UsableCpuCount = 1, OperatingSystem = "any", Architecture = "X64", Runtime = "any", Fingerprint = "0" },
        Systems = [.. (systems ?? [System]).Select(s => new RunSystem(s, s, null, null))],
        Recognizers = [.. (recognizers ?? [Recognizer]).Select(r => new RecognizerInfo { Id = r, Engine = "whisper", EngineVersion = "1" })],
        Corpora = [],
        Repeats = 1,
        Seed = 1,
        Normalizer = TakeScorer.Normalizer,
    };

    public static Utterance Utterance(string id, string text, params string[] accepted) => new(id, text, "en", [], [.. accepted]);

    public static Take Missing(Utterance utterance, int repeat = 0, string system = System) =>
        new() { Key = new TakeKey(system, "c", utterance.Id, repeat), Utterance = utterance };

    public static Take Failed(Utterance utterance, int repeat = 0, string reason = "crash") =>
        Missing(utterance, repeat) with { SynthesisFailure = new TakeFailure(TakeFailure.Synthesize, reason, "it failed") };

    /// <summary>A take with sound that one recognizer read; the sound is named by what was heard unless a name is given.</summary>
    public static Take Heard(Utterance utterance, string heard, int repeat = 0, string? audio = null, string system = System) =>
        Missing(utterance, repeat, system) with
        {
            Synthesis = Facts(audio ?? $"{utterance.Id}/{heard}"),
            Recognitions = [new RecognizedTake(Recognizer, new Transcript { Text = heard }, null)],
        };

    public static Take Unreadable(Utterance utterance, int repeat = 0) =>
        Missing(utterance, repeat) with
        {
            Synthesis = Facts($"{utterance.Id}/unreadable/{repeat}"),
            Recognitions = [new RecognizedTake(Recognizer, null, new TakeFailure(TakeFailure.Transcribe, "token-limit", "it failed"))],
        };

    public static SynthesisFacts Facts(string audio, double audioSeconds = 2, double? wallSeconds = 1, bool isEligible = true, double? firstAudio = null) => new()
    {
        AudioSha256 = audio,
        SampleRateHz = 24_000,
        AudioSeconds = audioSeconds,
        WallSeconds = wallSeconds,
        FirstAudioSeconds = firstAudio,
        IsTimingEligible = isEligible,
        Peak = .5,
    };

    public static RunResult Score(params Take[] takes) => TakeScorer.Score(Info(), takes);

    public static SystemSummary Summary(params Take[] takes) => Score(takes).Systems[0];
}
