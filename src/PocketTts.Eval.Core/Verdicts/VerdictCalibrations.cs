using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Calibrations of several recognizers.</summary>
/// <param name="All">The calibrations; of several that fit a recognizer the first counts.</param>
public sealed record VerdictCalibrations(ImmutableArray<VerdictCalibration> All)
{
    private const string ResourcePrefix = "verdict-calibration/";

    private static readonly Lazy<VerdictCalibrations> s_builtIn = new(ReadResources);

    /// <summary>No calibration: default thresholds, no corrected rates.</summary>
    public static VerdictCalibrations None { get; } = new([]);

    /// <summary>Those that come with the tool.</summary>
    public static VerdictCalibrations BuiltIn => s_builtIn.Value;

    /// <summary>Finds the calibration of a recognizer.</summary>
    /// <param name="recognizer">The recognizer of a run.</param>
    /// <returns>The calibration, or null.</returns>
    public VerdictCalibration? Find(RecognizerInfo recognizer) => All.FirstOrDefault(c => c.Fits(recognizer));

    private static VerdictCalibrations ReadResources()
    {
        System.Reflection.Assembly assembly = typeof(VerdictCalibrations).Assembly;
        return new VerdictCalibrations(
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using Stream stream = assembly.GetManifestResourceStream(name)!;
                    byte[] bytes = new byte[stream.Length];
                    stream.ReadExactly(bytes);
                    return CalibrationJson.Read(bytes, name);
                }),
        ]);
    }
}
