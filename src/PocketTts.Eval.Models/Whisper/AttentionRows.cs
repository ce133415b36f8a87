using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// How strongly each token looks at each frame of sound, for the alignment heads only. The graphs give weights that sum
/// to 1 over the whole window; here they are cut to the sound and sum to 1 over it.
/// </summary>
/// <param name="heads">Heads to keep.</param>
/// <param name="frameCount">Frames that hold sound.</param>
internal sealed class AttentionRows(AlignmentHeads heads, int frameCount)
{
    private float[] _values = [];

    /// <summary>Frames per row, 50 per second.</summary>
    public int FrameCount { get; } = frameCount;

    /// <summary>Heads kept.</summary>
    public int HeadCount => heads.Heads.Count;

    /// <summary>Tokens added so far.</summary>
    public int TokenCount { get; private set; }

    /// <summary>One token's weights in one head.</summary>
    public ReadOnlySpan<float> Row(int token, int head) => _values.AsSpan(((token * HeadCount) + head) * FrameCount, FrameCount);

    /// <summary>Adds the tokens of one call.</summary>
    /// <param name="attentions">Weights float [1, heads, tokens, frames] of each of the alignment layers in their order.</param>
    public void Add(IEnumerable<OrtValue> attentions)
    {
        OrtValue[] layers = [.. attentions];
        long[] shape = layers[0].GetTensorTypeAndShape().Shape;
        int tokens = (int)shape[2];
        int stride = (int)shape[3];
        int needed = (TokenCount + tokens) * HeadCount * FrameCount;
        if (_values.Length < needed)
        {
            Array.Resize(ref _values, Math.Max(needed, 2 * _values.Length));
        }

        for (int h = 0; h < HeadCount; h++)
        {
            (int layer, int head) = heads.Heads[h];
            ReadOnlySpan<float> source = layers[layer].GetTensorDataAsSpan<float>();
            for (int t = 0; t < tokens; t++)
            {
                Span<float> row = _values.AsSpan((((TokenCount + t) * HeadCount) + h) * FrameCount, FrameCount);
                source.Slice(((head * tokens) + t) * stride, FrameCount).CopyTo(row);
                float sum = TensorPrimitives.Sum<float>(row);
                if (sum > 0)
                {
                    TensorPrimitives.Divide(row, sum, row);
                }
            }
        }

        TokenCount += tokens;
    }
}
