using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class SplitMix64Tests
{
    // first numbers of the reference implementation for seed 1234567
    [Theory]
    [InlineData(0, 6457827717110365317)]
    [InlineData(1, 3203168211198807973)]
    [InlineData(2, 9817491932198370423)]
    [InlineData(3, 4593380528125082431)]
    [InlineData(4, 16408922859458223821)]
    public void At_KnownSeed_EqualsReference(ulong position, ulong expected) =>
        Assert.Equal(expected, SplitMix64.At(1234567, position));

    [Fact]
    public void Below_ManyDraws_AreEvenAndInRange()
    {
        int[] counts = new int[7];
        for (ulong i = 0; i < 70_000; i++)
        {
            counts[SplitMix64.Below(1, i, 7)]++;
        }

        // 10,000 each; five standard deviations are 463
        Assert.All(counts, c => Assert.InRange(c, 9_537, 10_463));
    }

    [Fact]
    public void Below_NoBound_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => SplitMix64.Below(1, 0, 0));
}
