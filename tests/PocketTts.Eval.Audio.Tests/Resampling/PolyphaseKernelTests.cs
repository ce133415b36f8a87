using PocketTts.Eval.Audio.Resampling;

namespace PocketTts.Eval.Audio.Tests.Resampling;

public sealed class PolyphaseKernelTests
{
    [Fact]
    public void Sum_NarrowAndWideVectors_GiveTheSameBits()
    {
        const int Width = 98;
        var random = new Random(5);
        double[] taps = [.. Enumerable.Range(0, 2 * Width).Select(_ => random.NextDouble() - .5)];
        double[] inputs = [.. Enumerable.Range(0, (3 * Width) + 32).Select(_ => random.NextDouble() - .5)];
        int[] places = [.. Enumerable.Range(0, Width).Select(i => (i * 37 % Width * 3) + (i % 3))];
        float[] wide = new float[64];
        float[] narrow = new float[64];

        PolyphaseKernel.Sum512(ref taps[0], places, ref inputs[0], ref wide[0]);
        PolyphaseKernel.Sum256(ref taps[0], places, ref inputs[0], ref narrow[0]);
        PolyphaseKernel.Sum256(ref taps[0], places, ref inputs[16], ref narrow[16]);

        Assert.Equal(wide, narrow);
        for (int column = 0; column < 32; column++)
        {
            (double even, double odd) = (0, 0);
            for (int i = 0; i < Width; i++)
            {
                even = Math.FusedMultiplyAdd(inputs[places[i] + column], taps[2 * i], even);
                odd = Math.FusedMultiplyAdd(inputs[places[i] + column], taps[(2 * i) + 1], odd);
            }

            Assert.Equal(((float)even, (float)odd), (wide[column], wide[32 + column]));
        }
    }
}
