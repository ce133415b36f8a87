using System.Globalization;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>
/// Thresholds of the verdict rules. Defaults hold for any recognizer; a calibration file overrides those of its own (<see cref="VerdictCalibration"/>).
/// Gains are natural logs.
/// </summary>
public sealed record VerdictOptions
{
    /// <summary>Phonetic distance up to which two words are the same sound, 0 to 1. Default 0.02.</summary>
    public double HomophoneDistance { get; init; } = .02;

    /// <summary>Phonetic distance up to which another word is the word mangled, 0 to 1. Default 0.45.</summary>
    public double MangledDistance { get; init; } = .45;

    /// <summary>Phonetic distance up to which two words together are one that was merged or split, 0 to 1. Default 0.25.</summary>
    public double JoinedDistance { get; init; } = .25;

    /// <summary>Probability of a heard word up to which it is no clear other word, so that a substitution is a mangled word, 0 to 1. Default 0.5.</summary>
    public double UnclearProbability { get; init; } = .5;

    /// <summary>Skip gain from which a word that the transcript has is called skipped all the same. Default 2.</summary>
    public double SkipGain { get; init; } = 2;

    /// <summary>Skip gain from which such a word is confirmed as skipped by likelihood alone. Default 8.</summary>
    public double SkipClearGain { get; init; } = 8;

    /// <summary>Skip gain from which a word that the transcript lacks is confirmed as skipped. Default −2.</summary>
    public double SkipConfirmGain { get; init; } = -2;

    /// <summary>Skip gain below which a word that the transcript lacks together with a neighbour is called unsure: the sound supports the word. Default −12.</summary>
    public double SkipAgainstGain { get; init; } = -12;

    /// <summary>The same for a word whose neighbours the transcript has: only of words lost together is each alone missed little. Default −4.</summary>
    public double SkipAloneGain { get; init; } = -4;

    /// <summary>Double gain from which a word that the transcript has once is called repeated all the same. Default −7.</summary>
    public double DoubleGain { get; init; } = -7;

    /// <summary>Double gain from which such a word is confirmed as repeated by likelihood alone. Default 0.</summary>
    public double DoubleClearGain { get; init; }

    /// <summary>Double gain from which a word that the transcript has twice is confirmed as repeated. Default −12.</summary>
    public double DoubleConfirmGain { get; init; } = -12;

    /// <summary>Log-likelihood of the transcript minus that of the text from which other words in the transcript are confirmed. Default 3.</summary>
    public double MisreadGain { get; init; } = 3;

    /// <summary>
    /// Log-probability of a word of the text from which the sound supports it although another word was heard: the recognizer might as well have
    /// written it. Default −1.75.
    /// </summary>
    public double SupportedLogProbability { get; init; } = -1.75;

    /// <summary>Times the usual length from which a word that likelihood calls repeated lasts long enough for it, above 1. Default 1.5.</summary>
    public double DoubleLength { get; init; } = 1.5;

    /// <summary>Extra words in a row that are babble, at least 2. Default 3.</summary>
    public int BabbleWords { get; init; } = 3;

    /// <summary>Words lost in a row that are a clause, at least 2. Default 4.</summary>
    public int ClauseWords { get; init; } = 4;

    /// <summary>Words lost at the end that are a truncation whatever the sound says, at least 1. Default 2.</summary>
    public int TruncatedWords { get; init; } = 2;

    /// <summary>How far the last 50 ms may lie below the level of the speech and still be cut speech, in dB, above 0. Default 20.</summary>
    public double CutLevelDrop { get; init; } = 20;

    /// <summary>Share of the expected length below which a take is short, in (0, 1). Default 0.85.</summary>
    public double ShortShare { get; init; } = .85;

    /// <summary>Length from which a take runs on, beside <see cref="RunOnSecondsPerWord"/> for each word, in seconds. Default 1.5.</summary>
    public double RunOnSeconds { get; init; } = 1.5;

    /// <summary>Seconds a word that are allowed before a take runs on. Default 0.75.</summary>
    public double RunOnSecondsPerWord { get; init; } = .75;

    /// <summary>How many times its expected length a take may last before it runs on, above 1. Default 2.</summary>
    public double RunOnFactor { get; init; } = 2;

    /// <summary>Silence at the end from which a take runs on, in seconds. Default 2.</summary>
    public double TrailingSilenceSeconds { get; init; } = 2;

    /// <summary>Times that the same words must come in a row to be a loop, at least 3. Default 3.</summary>
    public int LoopTimes { get; init; } = 3;

    /// <summary>Seconds a word below which a take is too short to hold its words. Default 0.06.</summary>
    public double ShortestSecondsPerWord { get; init; } = .06;

    /// <summary>Loudness below which a take is silent, in LUFS. Default −60.</summary>
    public double SilentLufs { get; init; } = -60;

    /// <summary>Words in a row of which hardly one is the text's that are garbled, at least 3. Default 5.</summary>
    public int GarbledWords { get; init; } = 5;

    /// <summary>Pause from which it is long, in seconds. Default 1.</summary>
    public double LongPauseSeconds { get; init; } = 1;

    /// <summary>How many times the median of the system's longest pauses a pause must last to be long. Default 2.5.</summary>
    public double LongPauseFactor { get; init; } = 2.5;

    /// <summary>Holes in the sound that make a take choppy, at least 1. Default 2.</summary>
    public int ChoppyDropouts { get; init; } = 2;

    /// <summary>Clicks that are a fault, at least 1. Default 1.</summary>
    public int Clicks { get; init; } = 1;

    /// <summary>Bursts of noise that are a fault, at least 1. Default 1.</summary>
    public int NoiseBursts { get; init; } = 1;

    /// <summary>Samples at full scale that are a fault, at least 1. Default 8.</summary>
    public int ClippedSamples { get; init; } = 8;

    /// <summary>Words in a row of another text that are text bleed, at least 2. Default 3.</summary>
    public int BleedWords { get; init; } = 3;

    /// <summary>Words that a word may be moved by to be transposed, at least 1. Default 2.</summary>
    public int TransposedWords { get; init; } = 2;

    /// <summary>Share of the words lost from which a take is catastrophic, in (0, 1]. Default 0.3.</summary>
    public double CatastrophicShare { get; init; } = .3;

    /// <summary>Words lost that such a share needs at least. Default 3.</summary>
    public int CatastrophicWords { get; init; } = 3;

    /// <summary>Checks every threshold.</summary>
    /// <param name="source">File they come from, for the messages, or null.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="InputException">Some are outside their range; all of them are named.</exception>
    public VerdictOptions Validate(string? source = null)
    {
        var problems = new List<InputException>();
        foreach (VerdictThreshold threshold in VerdictThreshold.All)
        {
            double value = threshold.Read(this);
            if (!(value >= threshold.Least && value <= threshold.Most))
            {
                problems.Add(new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"{value} is outside its range"),
                    source,
                    field: threshold.Name,
                    expected: string.Create(CultureInfo.InvariantCulture, $"{threshold.Least} to {threshold.Most}")));
            }
        }

        return problems.Count switch
        {
            0 => this,
            1 => throw problems[0],
            _ => throw new InputException(problems),
        };
    }
}
