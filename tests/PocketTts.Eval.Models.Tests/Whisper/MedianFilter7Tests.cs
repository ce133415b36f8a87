using CsCheck;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class MedianFilter7Tests
{
    [Fact]
    public void Apply_AllPatternsOfZerosAndOnes_GivesTheirMedian()
    {
        // an exchange network that is right for all 0-1 inputs is right for all inputs
        for (int pattern = 0; pattern < 128; pattern++)
        {
            float[] row = [.. Enumerable.Range(0, 7).Select(bit => (float)((pattern >> bit) & 1))];
            Assert.Equal(row.Order().ElementAt(3), Apply(row)[3]);
        }
    }

    [Fact]
    public void Apply_AnyRow_IsTheMirroredMedian() => Gen.Float[-5, 5].Array[4, 60].Sample(row =>
    {
        float[] expected = new float[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            float[] window = [.. Enumerable.Range(i - 3, 7).Select(j => row[j < 0 ? -j : j >= row.Length ? (2 * row.Length) - 2 - j : j])];
            expected[i] = window.Order().ElementAt(3);
        }

        Assert.Equal(expected, Apply(row));
    });

    [Fact]
    public void Apply_ThreeValues_AreLeftAlone() => Assert.Equal([3f, 1f, 2f], Apply([3, 1, 2]));

    private static float[] Apply(float[] row)
    {
        float[] output = new float[MedianFilter7.OutputLength(row.Length)];
        new MedianFilter7().Apply(row, output);
        return output[..row.Length];
    }
}
