using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>Makes a voice prompt from a recording as the reference does: mono, the model's rate, at most so many seconds, and under 4x cut at a pause.</summary>
internal static class PromptPreparation
{
    private const double PauseDb = 35;
    private const int PauseFrameSamples = 480;
    private const int TailSamples = 1920;

    // 16-bit recordings of silence have dither at most this loud
    private const float SilencePeak = 1e-4f;

    /// <summary>Prepares a prompt.</summary>
    /// <param name="recording">Mono recording at any rate.</param>
    /// <param name="sampleRateHz">Rate of the model.</param>
    /// <param name="maxSeconds">Longest prompt; the rest is cut off, before resampling.</param>
    /// <param name="endsOnPause">Whether to cut behind the last sound and fade out (4x).</param>
    /// <param name="path">File in messages.</param>
    /// <returns>The prompt, and a warning when something was cut off.</returns>
    /// <exception cref="InputException">The recording is shorter than one frame, silent or not finite.</exception>
    public static (float[] Samples, TakeWarning? Warning) Prepare(Waveform recording, int sampleRateHz, double maxSeconds, bool endsOnPause, string path)
    {
        TakeWarning? warning = null;
        ReadOnlyMemory<float> samples = recording.Samples;
        int most = (int)(maxSeconds * recording.SampleRateHz);
        if (samples.Length > most)
        {
            warning = new TakeWarning("prompt-truncated", FormattableString.Invariant($"the prompt has {recording.DurationSeconds:F1} s, the first {maxSeconds:0.##} s are used"));
            samples = samples[..most];
        }

        float[] prompt = PromptResampler.Resample(samples.Span, recording.SampleRateHz, sampleRateHz);
        if (prompt.Length < TailSamples)
        {
            throw new InputException(
                FormattableString.Invariant($"the prompt has {recording.DurationSeconds:F3} s"), file: path, field: "voice", expected: "one frame (0.08 s) at least", remedy: "use 5 to 15 s of clean speech");
        }

        float peak = 0;
        foreach (float sample in prompt)
        {
            if (!float.IsFinite(sample))
            {
                throw new InputException("the prompt holds samples that are not finite", file: path, field: "voice");
            }

            peak = Math.Max(peak, Math.Abs(sample));
        }

        if (peak < SilencePeak)
        {
            throw new InputException("the prompt is silent", file: path, field: "voice", expected: "5 to 15 s of clean speech");
        }

        return (endsOnPause ? EndOnPause(prompt) : prompt, warning);
    }

    /// <summary>
    /// Cuts behind the last 20 ms frame that is less than 35 dB below the loudest one, fades the last frame out and adds 80 ms of
    /// silence, so that a prompt does not end inside a word (pocket-tts 3.3).
    /// </summary>
    /// <param name="samples">Prompt at 24 kHz.</param>
    /// <returns>The shorter prompt; the same when it has no whole frame.</returns>
    public static float[] EndOnPause(float[] samples)
    {
        int frames = samples.Length / PauseFrameSamples;
        if (frames == 0)
        {
            return samples;
        }

        double[] levels = new double[frames];
        for (int frame = 0; frame < frames; frame++)
        {
            double energy = 0;
            foreach (float sample in samples.AsSpan(frame * PauseFrameSamples, PauseFrameSamples))
            {
                energy += (double)sample * sample;
            }

            levels[frame] = 20 * Math.Log10(Math.Sqrt(energy / PauseFrameSamples) + 1e-12);
        }

        double threshold = levels.Max() - PauseDb;
        int last = Array.FindLastIndex(levels, level => level > threshold);
        int end = (last + 1) * PauseFrameSamples;
        float[] result = new float[end + TailSamples];
        samples.AsSpan(0, end).CopyTo(result);
        for (int i = 0; i < PauseFrameSamples; i++)
        {
            result[end - PauseFrameSamples + i] *= 1 - ((float)i / (PauseFrameSamples - 1));
        }

        return result;
    }
}
