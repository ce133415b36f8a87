using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>One threshold of <see cref="VerdictOptions"/> by its name in files.</summary>
/// <param name="Name">Camel case.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value.</param>
/// <param name="Read">Reads it.</param>
/// <param name="With">Makes options with another value; whole numbers are cut.</param>
internal sealed record VerdictThreshold(
    string Name, double Least, double Most, Func<VerdictOptions, double> Read, Func<VerdictOptions, double, VerdictOptions> With)
{
    /// <summary>All thresholds.</summary>
    public static ImmutableArray<VerdictThreshold> All { get; } =
    [
        new("homophoneDistance", 0, 1, o => o.HomophoneDistance, (o, v) => o with { HomophoneDistance = v }),
        new("mangledDistance", 0, 1, o => o.MangledDistance, (o, v) => o with { MangledDistance = v }),
        new("joinedDistance", 0, 1, o => o.JoinedDistance, (o, v) => o with { JoinedDistance = v }),
        new("unclearProbability", 0, 1, o => o.UnclearProbability, (o, v) => o with { UnclearProbability = v }),
        new("skipGain", -1000, 1000, o => o.SkipGain, (o, v) => o with { SkipGain = v }),
        new("skipClearGain", -1000, 1000, o => o.SkipClearGain, (o, v) => o with { SkipClearGain = v }),
        new("skipConfirmGain", -1000, 1000, o => o.SkipConfirmGain, (o, v) => o with { SkipConfirmGain = v }),
        new("skipAgainstGain", -1000, 1000, o => o.SkipAgainstGain, (o, v) => o with { SkipAgainstGain = v }),
        new("skipAloneGain", -1000, 1000, o => o.SkipAloneGain, (o, v) => o with { SkipAloneGain = v }),
        new("doubleGain", -1000, 1000, o => o.DoubleGain, (o, v) => o with { DoubleGain = v }),
        new("doubleClearGain", -1000, 1000, o => o.DoubleClearGain, (o, v) => o with { DoubleClearGain = v }),
        new("doubleConfirmGain", -1000, 1000, o => o.DoubleConfirmGain, (o, v) => o with { DoubleConfirmGain = v }),
        new("misreadGain", -1000, 1000, o => o.MisreadGain, (o, v) => o with { MisreadGain = v }),
        new("supportedLogProbability", -1000, 0, o => o.SupportedLogProbability, (o, v) => o with { SupportedLogProbability = v }),
        new("doubleLength", 1.01, 10, o => o.DoubleLength, (o, v) => o with { DoubleLength = v }),
        new("babbleWords", 2, 1000, o => o.BabbleWords, (o, v) => o with { BabbleWords = (int)v }),
        new("clauseWords", 2, 1000, o => o.ClauseWords, (o, v) => o with { ClauseWords = (int)v }),
        new("truncatedWords", 1, 1000, o => o.TruncatedWords, (o, v) => o with { TruncatedWords = (int)v }),
        new("cutLevelDrop", .1, 120, o => o.CutLevelDrop, (o, v) => o with { CutLevelDrop = v }),
        new("shortShare", .01, .99, o => o.ShortShare, (o, v) => o with { ShortShare = v }),
        new("runOnSeconds", 0, 600, o => o.RunOnSeconds, (o, v) => o with { RunOnSeconds = v }),
        new("runOnSecondsPerWord", .01, 60, o => o.RunOnSecondsPerWord, (o, v) => o with { RunOnSecondsPerWord = v }),
        new("runOnFactor", 1.01, 100, o => o.RunOnFactor, (o, v) => o with { RunOnFactor = v }),
        new("trailingSilenceSeconds", .1, 600, o => o.TrailingSilenceSeconds, (o, v) => o with { TrailingSilenceSeconds = v }),
        new("loopTimes", 3, 1000, o => o.LoopTimes, (o, v) => o with { LoopTimes = (int)v }),
        new("shortestSecondsPerWord", 0, 1, o => o.ShortestSecondsPerWord, (o, v) => o with { ShortestSecondsPerWord = v }),
        new("silentLufs", -120, 0, o => o.SilentLufs, (o, v) => o with { SilentLufs = v }),
        new("garbledWords", 3, 1000, o => o.GarbledWords, (o, v) => o with { GarbledWords = (int)v }),
        new("longPauseSeconds", .1, 600, o => o.LongPauseSeconds, (o, v) => o with { LongPauseSeconds = v }),
        new("longPauseFactor", 1, 100, o => o.LongPauseFactor, (o, v) => o with { LongPauseFactor = v }),
        new("choppyDropouts", 1, 100000, o => o.ChoppyDropouts, (o, v) => o with { ChoppyDropouts = (int)v }),
        new("clicks", 1, 100000, o => o.Clicks, (o, v) => o with { Clicks = (int)v }),
        new("noiseBursts", 1, 100000, o => o.NoiseBursts, (o, v) => o with { NoiseBursts = (int)v }),
        new("clippedSamples", 1, 1000000, o => o.ClippedSamples, (o, v) => o with { ClippedSamples = (int)v }),
        new("bleedWords", 2, 1000, o => o.BleedWords, (o, v) => o with { BleedWords = (int)v }),
        new("transposedWords", 1, 10, o => o.TransposedWords, (o, v) => o with { TransposedWords = (int)v }),
        new("catastrophicShare", .01, 1, o => o.CatastrophicShare, (o, v) => o with { CatastrophicShare = v }),
        new("catastrophicWords", 1, 1000, o => o.CatastrophicWords, (o, v) => o with { CatastrophicWords = (int)v }),
    ];
    /// <summary>Names a set of thresholds.</summary>
    public static string Sha256(VerdictOptions options)
    {
        string text = string.Join('\n', All.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name}={t.Read(options):R}")).Prepend("thresholds/1"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
