using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>What is to be timed, and how.</summary>
public sealed record BenchPlan
{
    /// <summary>Synthesizers, each as often as there are numbers of threads.</summary>
    public ImmutableArray<BenchChoice> Systems { get; init; } = [];

    /// <summary>Recognizers, likewise. They hear what the first synthesizer says, or the sounds of the texts.</summary>
    public ImmutableArray<BenchChoice> Recognizers { get; init; } = [];

    /// <summary>Texts, by length.</summary>
    public required ImmutableArray<BenchText> Texts { get; init; }

    /// <summary>Name of the corpus they are from.</summary>
    public required string Corpus { get; init; }

    /// <summary>SHA-256 of its utterance file.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>Rounds, at least 1; in each, everyone speaks one text of each length. 6 are the fewest that give a median an interval.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>Untimed takes of everyone before the first round.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>New processes of everyone whose start is timed; 0 for none.</summary>
    public int ColdStarts { get; init; } = 3;

    /// <summary>Seed that the takes' seeds follow from.</summary>
    public long Seed { get; init; } = PlanDefaults.Seed;

    /// <summary>Limits of a take.</summary>
    public TakeLimits Limits { get; init; } = TakeLimits.Default;

    /// <summary>Recognizer that listens, after all is timed, for words that are missing; null for none.</summary>
    public string? CheckedBy { get; init; }

    /// <summary>The long session in place of rounds; null for rounds.</summary>
    public SoakLength? Soak { get; init; }

    /// <summary>Memory in 10⁶ bytes per 100 takes over which a long session counts as leaking.</summary>
    public double LeakLimitMegabytes { get; init; } = SoakAnalyzer.DefaultLeakLimit;

    /// <summary>Time after which no further round begins; null for none.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>What whoever measures wants to have said.</summary>
    public string? Remark { get; init; }
}
