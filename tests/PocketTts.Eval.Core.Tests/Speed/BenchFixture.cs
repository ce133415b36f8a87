using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

/// <summary>Made-up takes.</summary>
internal static class BenchFixture
{
    public static BenchTake Take(string setup, string text, int round, double wall, double audio = 4, int words = 15, double? speech = null, int place = 0) => new()
    {
        SetupId = setup,
        TextId = text,
        WordCount = words,
        LengthClass = words,
        Round = round,
        Place = place,
        WallSeconds = wall,
        CpuSeconds = 2 * wall,
        AudioSeconds = audio,
        SpeechSeconds = speech ?? audio - .5,
        UnitCount = 10 * words,
        FirstAudioSeconds = wall / 2,
        LeadingSilenceSeconds = .25,
        ChunkCount = 1,
        MemoryBytes = 100_000_000,
        PeakMemoryBytes = 200_000_000,
        AudioSha256 = text,
    };

    public static BenchSetup Setup(string id) => new() { Id = id, SystemId = id, Spec = id, IsRecognizer = false, Engine = "made-up", EngineVersion = "1", ThreadCount = 1, Unit = "frames" };
}
