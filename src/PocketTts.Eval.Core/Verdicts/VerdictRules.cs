using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>The rules by which verdicts are given. Each is written up with an example in <c>docs/verdicts.md</c>.</summary>
public static class VerdictRules
{
    /// <summary>Version of the rules; raised whenever equal facts may give another verdict.</summary>
    public const int Version = 1;

    internal const string SaidHeard = "said-heard";
    internal const string SaidHomophone = "said-homophone";
    internal const string SaidJoined = "said-joined";
    internal const string SaidMoved = "said-moved";
    internal const string SkippedHeard = "skipped-heard";
    internal const string SkippedTail = "skipped-tail";
    internal const string SkippedLikelihood = "skipped-likelihood";
    internal const string SkippedNoSound = "skipped-no-sound";
    internal const string MangledNear = "mangled-near";
    internal const string MangledUnclear = "mangled-unclear";
    internal const string ReplacedOther = "replaced-other";
    internal const string RepeatedHeard = "repeated-heard";
    internal const string RepeatedStutter = "repeated-stutter";
    internal const string RepeatedLikelihood = "repeated-likelihood";
    internal const string MergedHeard = "merged-heard";
    internal const string SplitHeard = "split-heard";
    internal const string UnsureSkip = "unsure-skip";
    internal const string UnsureMisread = "unsure-misread";
    internal const string UnsureSupported = "unsure-supported";
    internal const string InsertedHeard = "inserted-heard";
    internal const string BabbleHeard = "babble-heard";
    internal const string TruncatedTail = "truncated-tail";
    internal const string TruncatedCut = "truncated-cut";
    internal const string ClauseSkippedRun = "clause-skipped-run";
    internal const string RunOnLength = "run-on-length";
    internal const string RunOnEngine = "run-on-engine";
    internal const string RunOnSilence = "run-on-silence";
    internal const string LoopWords = "loop-words";
    internal const string LoopRecognizer = "loop-recognizer";
    internal const string TooShortLength = "too-short-length";
    internal const string SilentSound = "silent-sound";
    internal const string GarbledRun = "garbled-run";
    internal const string GarbledNothing = "garbled-nothing";
    internal const string GarbledNoise = "garbled-noise";
    internal const string ChoppyHoles = "choppy-holes";
    internal const string ClicksFound = "clicks-found";
    internal const string ClippedPeaks = "clipped-peaks";
    internal const string LongPauseInner = "long-pause-inner";
    internal const string TextBleedRun = "text-bleed-run";
    internal const string TransposedWord = "transposed-word";

    /// <summary>Ids of all rules with the name of the verdict each gives (as in <c>words.csv</c> and <c>takes.csv</c>).</summary>
    public static ImmutableArray<KeyValuePair<string, string>> All { get; } =
    [
        new(SaidHeard, "said"),
        new(SaidHomophone, "said"),
        new(SaidJoined, "said"),
        new(SaidMoved, "said"),
        new(SkippedHeard, "skipped"),
        new(SkippedTail, "skipped"),
        new(SkippedLikelihood, "skipped"),
        new(SkippedNoSound, "skipped"),
        new(MangledNear, "mangled"),
        new(MangledUnclear, "mangled"),
        new(ReplacedOther, "replaced"),
        new(RepeatedHeard, "repeated"),
        new(RepeatedStutter, "repeated"),
        new(RepeatedLikelihood, "repeated"),
        new(MergedHeard, "merged"),
        new(SplitHeard, "split"),
        new(UnsureSkip, "unsure"),
        new(UnsureMisread, "unsure"),
        new(UnsureSupported, "unsure"),
        new(InsertedHeard, "inserted"),
        new(BabbleHeard, "babble"),
        new(TruncatedTail, "truncated"),
        new(TruncatedCut, "truncated"),
        new(ClauseSkippedRun, "clause-skipped"),
        new(RunOnLength, "run-on"),
        new(RunOnEngine, "run-on"),
        new(RunOnSilence, "run-on"),
        new(LoopWords, "loop"),
        new(LoopRecognizer, "loop"),
        new(TooShortLength, "too-short"),
        new(SilentSound, "silent"),
        new(GarbledRun, "garbled"),
        new(GarbledNothing, "garbled"),
        new(GarbledNoise, "garbled"),
        new(ChoppyHoles, "choppy"),
        new(ClicksFound, "clicks"),
        new(ClippedPeaks, "clipped"),
        new(LongPauseInner, "long-pause"),
        new(TextBleedRun, "text-bleed"),
        new(TransposedWord, "transposed"),
    ];
}
