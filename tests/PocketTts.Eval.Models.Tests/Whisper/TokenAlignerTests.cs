using CsCheck;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class TokenAlignerTests
{
    [Fact]
    public void Average_FourGaussians_AlignsLikeTheReference()
    {
        // values made with openai/whisper's code: path 0 0 0 0 1 2 2 2 3 3 3 3
        float[] weights = new float[4 * 12];
        double[] centres = [1, 4, 7, 10];
        for (int row = 0; row < 4; row++)
        {
            double[] values = [.. Enumerable.Range(0, 12).Select(j => Math.Exp(-(j - centres[row]) * (j - centres[row]) / 2))];
            for (int j = 0; j < 12; j++)
            {
                weights[(row * 12) + j] = (float)(values[j] / values.Sum());
            }
        }

        AttentionRows rows = Rows(weights, 1, 4, 12, 12);
        float[] matrix = new TokenAligner().Average(rows, 0, 4);
        Assert.Equal([0, 4, 5, 8], TokenAligner.FirstFrames(matrix, 4, 12));
    }

    [Fact]
    public void FirstFrames_RandomMatrices_AreThoseOfTheBestPath()
    {
        // values without ties: on a tie the original, and so we, go left even where another way is cheaper
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            float[] m = [.. Enumerable.Range(0, 20).Select(_ => (float)((random.NextDouble() * 2) - 1))];
            int[] first = TokenAligner.FirstFrames(m, 4, 5);
            Assert.Equal(0, first[0]);
            Assert.Equal(first.Order(), first);
            Assert.Equal(Best(m, 3, 4), CostThrough(m, first), 1e-4);
        });
    }

    [Fact]
    public void Add_WeightsOverTheWholeWindow_AreCutAndSumToOne()
    {
        // two heads, three tokens, 6 frames of which 4 hold sound
        float[] weights = [.. Enumerable.Range(0, 36).Select(i => (float)i)];
        AttentionRows rows = Rows(weights, 2, 3, 6, 4);
        Assert.Equal(3, rows.TokenCount);
        float[] expected = [24 / 102f, 25 / 102f, 26 / 102f, 27 / 102f];
        Assert.Equal(expected, rows.Row(1, 1).ToArray());
        rows.Add([Value(weights, 2, 3, 6)]);
        Assert.Equal(6, rows.TokenCount);
        Assert.Equal(expected, rows.Row(1, 1).ToArray());
        Assert.Equal(expected, rows.Row(4, 1).ToArray());
    }

    [Fact]
    public void Starts_NoFrameOfSound_IsUnknown() => Assert.Null(new TokenAligner().Starts(Rows(new float[36], 2, 3, 6, 0), 1));

    [Fact]
    public void Starts_EqualRows_IsNotSpoiledByTheirDeviationOfZero()
    {
        AttentionRows rows = Rows([.. Enumerable.Repeat(0.1f, 30)], 1, 3, 10, 10);
        Assert.All(new TokenAligner().Starts(rows, 1)!, t => Assert.InRange(t, 0, 0.2));
    }

    private static AttentionRows Rows(float[] weights, int heads, int tokens, int frames, int sound)
    {
        var rows = new AttentionRows(AlignmentHeads.Of([.. Enumerable.Range(0, heads).Select(h => (5, h))]), sound);
        rows.Add([Value(weights, heads, tokens, frames)]);
        return rows;
    }

    private static OrtValue Value(float[] weights, int heads, int tokens, int frames) =>
        OrtValue.CreateTensorValueFromMemory(weights, [1, heads, tokens, frames]);

    // least cost to reach a cell, tried in every way
    private static double Best(float[] m, int row, int column) => (row, column) switch
    {
        (0, 0) => -m[0],
        (< 0, _) or (_, < 0) => double.PositiveInfinity,
        _ => Math.Min(Best(m, row - 1, column - 1), Math.Min(Best(m, row - 1, column), Best(m, row, column - 1))) - m[(row * 5) + column],
    };

    // a row ends where the next begins or one column before, whichever is cheaper: the first columns leave that open
    private static double CostThrough(float[] m, int[] first)
    {
        double cost = 0;
        for (int row = 0; row < 4; row++)
        {
            int next = row < 3 ? first[row + 1] : 5;
            for (int j = first[row]; j < Math.Max(next, first[row] + 1); j++)
            {
                cost -= m[(row * 5) + j];
            }

            if (row < 3 && next < 5 && next > first[row] && m[(row * 5) + next] > 0)
            {
                cost -= m[(row * 5) + next];
            }
        }

        return cost;
    }
}
