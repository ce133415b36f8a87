using PocketTts.Eval.Audio.Facts;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Looks at what an engine gave: refuses what is no speech, and turns the rest into facts and a file.</summary>
internal static class TakeExaminer
{
    /// <summary>Examines a synthesis. Timing and memory are for the caller to add.</summary>
    /// <param name="result">What the engine gave.</param>
    /// <param name="text">The text it should speak.</param>
    /// <exception cref="TakeFailedException">The sound cannot be used, see <see cref="SoundCheck"/>.</exception>
    public static SpokenOutcome Examine(SynthesisResult result, string text)
    {
        AudioLevels levels = LevelMeter.Measure(result.Audio);
        SoundCheck.ThrowIfUnusable(result.Audio, levels, text);
        byte[] wav = WavWriter.ToBytes(result.Audio, out int clipped);
        var facts = new SynthesisFacts
        {
            AudioSha256 = string.Empty,
            SampleRateHz = result.Audio.SampleRateHz,
            AudioSeconds = result.Audio.DurationSeconds,
            IsTimingEligible = false,
            Peak = levels.Peak,
            LevelDbfs = levels.RmsDbfs,
            Audio = AudioFactsMeter.Measure(result.Audio, result.ChunkStarts, levels),
            Phonemes = result.Phonemes,
            UnitCount = result.UnitCount,
            ChunkCount = result.ChunkCount,
            Warnings = clipped == 0
                ? result.Warnings
                : result.Warnings.Add(new TakeWarning("clipped-audio", FormattableString.Invariant($"{clipped} of {result.Audio.Samples.Length} samples exceed 16 bits and are limited in the stored sound"))),
        };
        return new SpokenOutcome(facts, wav);
    }
}
