using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Makes takes of a bench.</summary>
internal static class BenchTakes
{
    /// <summary>A take with nothing measured yet.</summary>
    public static BenchTake Of(BenchSetup setup, BenchText text) => new()
    {
        SetupId = setup.Id,
        TextId = text.Id,
        WordCount = text.WordCount,
        LengthClass = text.LengthClass,
        Round = 0,
        Place = 0,
    };

    /// <summary>What an engine's unit count counts; the engines' documentation says so, their results do not.</summary>
    public static string UnitOf(string engine) => engine switch
    {
        "kokoro" => "phonemes",
        "pocket" => "frames",
        "loopback" => "symbols",
        _ => "units",
    };
}
