using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Logarithms of probabilities from logits. Keeps a buffer: not thread-safe.</summary>
internal sealed class LogProbabilities
{
    private float[] _scratch = [];

    /// <summary>ln Σ exp(x): what is taken from a logit to get its log-probability.</summary>
    /// <param name="logits">At least one finite value; −∞ counts as impossible.</param>
    /// <returns>Not a number when a logit is none.</returns>
    public double Normalizer(ReadOnlySpan<float> logits)
    {
        if (_scratch.Length < logits.Length)
        {
            _scratch = new float[logits.Length];
        }

        Span<float> scratch = _scratch.AsSpan(0, logits.Length);
        float max = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, max, scratch);
        TensorPrimitives.Exp<float>(scratch, scratch);
        return max + Math.Log(TensorPrimitives.Sum<float>(scratch));
    }
}
