namespace PocketTts.Eval.Runs.Plan;

/// <summary>What a plan means where it says nothing.</summary>
public static class PlanDefaults
{
    /// <summary>
    /// Takes per pair of system and utterance: 3, the fewest that tell a word lost once from a word lost most of the time.
    /// </summary>
    public const int Repeats = 3;

    /// <summary>Seed of the plan.</summary>
    public const long Seed = 1;

    /// <summary>Recognizer.</summary>
    public const string Recognizer = "whisper-base";

    /// <summary>Corpus, relative to the working directory.</summary>
    public const string Corpus = "corpora/everyday";

    /// <summary>Folder in which runs without an output folder get theirs, relative to the working directory.</summary>
    public const string OutputParent = "reports/local";
}
