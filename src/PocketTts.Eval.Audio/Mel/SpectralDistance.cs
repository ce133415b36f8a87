using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Mel;

/// <summary>
/// How different two sounds are that should be the same: the root mean square difference of their log-mel spectra in dB in each frame of 10 ms, averaged over
/// the frames of the longer one (at most 30 s). Nothing is aligned: sound that is shifted is different sound.
/// </summary>
public static class SpectralDistance
{
    // values are (log10(power) + 4) / 4
    private const double DecibelsPerValue = 40;
    private const int HopSamples = 160;

    /// <summary>Measures the distance.</summary>
    /// <param name="first">Any sound.</param>
    /// <param name="second">Any sound.</param>
    /// <returns>Decibels, 0 for equal spectra.</returns>
    public static double Decibels(Waveform first, Waveform second)
    {
        var mel = new LogMelSpectrogram();
        float[] a = Spectrum(mel, first, out int framesA);
        float[] b = Spectrum(mel, second, out int framesB);
        int frames = Math.Max(framesA, framesB);
        double sum = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            double squares = 0;
            for (int bin = 0; bin < mel.MelBins; bin++)
            {
                double difference = DecibelsPerValue * (a[(bin * LogMelSpectrogram.Frames) + frame] - b[(bin * LogMelSpectrogram.Frames) + frame]);
                squares += difference * difference;
            }

            sum += Math.Sqrt(squares / mel.MelBins);
        }

        return frames == 0 ? 0 : sum / frames;
    }

    private static float[] Spectrum(LogMelSpectrogram mel, Waveform sound, out int frames)
    {
        ReadOnlySpan<float> samples = Resampler.Resample(sound, LogMelSpectrogram.SampleRateHz).Samples.Span;
        samples = samples[..Math.Min(samples.Length, LogMelSpectrogram.MaxSamples)];
        frames = Math.Min(LogMelSpectrogram.Frames, (samples.Length + HopSamples - 1) / HopSamples);
        float[] values = new float[mel.MelBins * LogMelSpectrogram.Frames];
        mel.Compute(samples, values);
        return values;
    }
}
