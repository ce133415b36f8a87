using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// When each token begins: attention of the alignment heads, standardized per frame over the tokens, smoothed over time,
/// averaged over the heads, and the cheapest monotonic path through it (dynamic time warping). Method of openai/whisper
/// <c>timing.py</c>. Keeps buffers: not thread-safe.
/// </summary>
internal sealed class TokenAligner
{
    /// <summary>Length of an attention frame in seconds.</summary>
    public const double FrameSeconds = 0.02;

    private readonly MedianFilter7 _median = new();

    /// <summary>Start of each text token and of the end of text.</summary>
    /// <param name="rows">Attention of the whole sequence: prompt, text, end of text.</param>
    /// <param name="promptLength">Tokens of the prompt; its last one predicts the first text token.</param>
    /// <returns>Seconds from the start of the window, never falling; null when there is less than one frame of sound.</returns>
    public double[]? Starts(AttentionRows rows, int promptLength)
    {
        int first = promptLength - 1;
        int count = rows.TokenCount - promptLength;
        if (rows.FrameCount == 0)
        {
            return null;
        }

        float[] matrix = Average(rows, first, count);
        int[] frames = FirstFrames(matrix, count, rows.FrameCount);
        return [.. frames.Select(f => f * FrameSeconds)];
    }

    /// <summary>The path of least cost −value from the first row and column to the last, one row or column or both at a time.</summary>
    /// <param name="matrix">Values [rows, columns].</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <returns>First column of each row on the path.</returns>
    public static int[] FirstFrames(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        byte[] trace = new byte[rows * columns];
        float[] above = new float[columns + 1];
        float[] current = new float[columns + 1];
        above.AsSpan(1).Fill(float.PositiveInfinity);
        for (int i = 0; i < rows; i++)
        {
            current[0] = float.PositiveInfinity;
            ReadOnlySpan<float> row = matrix.Slice(i * columns, columns);
            Span<byte> traceRow = trace.AsSpan(i * columns, columns);
            float left = float.PositiveInfinity;
            for (int j = 0; j < columns; j++)
            {
                float diagonal = above[j];
                float up = above[j + 1];
                // ties go left, as in the original
                (float least, byte move) = diagonal < up && diagonal < left ? (diagonal, (byte)0) : up < diagonal && up < left ? (up, (byte)1) : (left, (byte)2);
                left = least - row[j];
                current[j + 1] = left;
                traceRow[j] = move;
            }

            (above, current) = (current, above);
        }

        int[] first = new int[rows];
        for ((int i, int j) = (rows - 1, columns - 1); i >= 0 && j >= 0;)
        {
            first[i] = j;
            switch (trace[(i * columns) + j])
            {
                case 0:
                    i--;
                    j--;
                    break;
                case 1:
                    i--;
                    break;
                default:
                    j--;
                    break;
            }
        }

        return first;
    }

    internal float[] Average(AttentionRows rows, int first, int count)
    {
        int frames = rows.FrameCount;
        float[] matrix = new float[count * frames];
        float[] mean = new float[frames];
        float[] deviation = new float[frames];
        float[] row = new float[frames];
        float[] smooth = new float[MedianFilter7.OutputLength(frames)];
        for (int head = 0; head < rows.HeadCount; head++)
        {
            Standardization(rows, head, mean, deviation, row);
            for (int token = 0; token < count; token++)
            {
                TensorPrimitives.Subtract(rows.Row(first + token, head), mean, row);
                TensorPrimitives.Divide(row, deviation, row);
                _median.Apply(row, smooth);
                Span<float> target = matrix.AsSpan(token * frames, frames);
                TensorPrimitives.Add(target, smooth.AsSpan(0, frames), target);
            }
        }

        TensorPrimitives.Divide(matrix, rows.HeadCount, matrix);
        return matrix;
    }

    private static void Standardization(AttentionRows rows, int head, Span<float> mean, Span<float> deviation, Span<float> scratch)
    {
        mean.Clear();
        deviation.Clear();
        for (int token = 0; token < rows.TokenCount; token++)
        {
            TensorPrimitives.Add(mean, rows.Row(token, head), mean);
        }

        TensorPrimitives.Divide(mean, rows.TokenCount, mean);
        for (int token = 0; token < rows.TokenCount; token++)
        {
            TensorPrimitives.Subtract(rows.Row(token, head), mean, scratch);
            TensorPrimitives.MultiplyAdd(scratch, scratch, deviation, deviation);
        }

        TensorPrimitives.Divide(deviation, rows.TokenCount, deviation);
        TensorPrimitives.Sqrt(deviation, deviation);
        // a frame that every token looks at alike says nothing; its differences are all 0
        TensorPrimitives.Max(deviation, float.Epsilon, deviation);
    }
}
