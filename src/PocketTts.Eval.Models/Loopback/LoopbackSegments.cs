using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Finds stretches of sound between pauses at 16 kHz.</summary>
internal static class LoopbackSegments
{
    private const int BlockSamples = 32;

    // half a silent symbol; two tones 62.5 Hz apart cancel for a few milliseconds only
    private const int PauseBlocks = LoopbackModem.SymbolMilliseconds * LoopbackDemodulator.SampleRateHz / 1000 / BlockSamples / 2;

    // blocks under −60 dBFS are silence whatever else there is
    private const float FloorEnergy = BlockSamples * 1e-6f;

    // just under half of the usual amplitude: noise 10 dB below the tones does not fill the pauses
    private const float OnsetShare = 0.2f;

    /// <summary>Start and end of every stretch, in samples, to within 2 ms.</summary>
    public static List<(int Start, int End)> Find(ReadOnlySpan<float> samples)
    {
        var segments = new List<(int Start, int End)>();
        float[] energies = new float[samples.Length / BlockSamples];
        for (int i = 0; i < energies.Length; i++)
        {
            energies[i] = TensorPrimitives.SumOfSquares(samples.Slice(i * BlockSamples, BlockSamples));
        }

        float[] loud = Array.FindAll(energies, e => e > FloorEnergy);
        if (loud.Length == 0)
        {
            return segments;
        }

        // the median of what is not silent: a click does not change it
        Array.Sort(loud);
        float threshold = Math.Max(FloorEnergy, OnsetShare * loud[loud.Length / 2]);
        int start = -1;
        int lastLoud = -1;
        for (int i = 0; i < energies.Length; i++)
        {
            if (energies[i] > threshold)
            {
                start = start < 0 ? i : start;
                lastLoud = i;
            }
            else if (start >= 0 && i - lastLoud >= PauseBlocks)
            {
                segments.Add((start * BlockSamples, (lastLoud + 1) * BlockSamples));
                start = -1;
            }
        }

        if (start >= 0)
        {
            segments.Add((start * BlockSamples, (lastLoud + 1) * BlockSamples));
        }

        return segments;
    }
}
