using PocketTts.Eval.Audio.Mel;

namespace PocketTts.Eval.Audio.Tests.Mel;

public sealed class MelFilterbankTests
{
    [Fact]
    public void Create_EightyFilters_HasOpenAisWeights()
    {
        MelFilterbank bank = MelFilterbank.Create(80);
        Assert.Equal(391, bank.Weights.Length);
        Assert.Equal(1.999024, bank.Weights.Sum(w => (double)w), 1e-5);
        Assert.Equal(0.0258806835, bank.Weights.Max(), 1e-8);
        Assert.Equal([0.024862594f], Row(bank, 0, 1), Within(1e-8f));
        Assert.Equal([0.001990822f, 0.022871772f], Row(bank, 1, 1), Within(1e-8f));
        Assert.Equal([0.005411105f, 0.014735566f, 0.00651819f], Row(bank, 40, 42), Within(1e-8f));
        float[] last = Row(bank, 79, 186);
        Assert.Equal(199, 186 + last.Length - 1);
        Assert.Equal(0.003164712, last[192 - 186], 1e-8);
        Assert.Equal(last.Max(), last[192 - 186]);
    }

    [Fact]
    public void Create_LargeV3_HasNoEmptyFilter()
    {
        MelFilterbank bank = MelFilterbank.Create(128);
        for (int f = 0; f < 128; f++)
        {
            Assert.True(bank.Offsets[f + 1] > bank.Offsets[f], $"filter {f} is empty");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(500, 7.5)]
    [InlineData(1000, 15)]
    [InlineData(8000, 45.245640471924965)]
    public void ToMel_KnownFrequencies_IsSlaneysScale(double hz, double mel)
    {
        Assert.Equal(mel, MelFilterbank.ToMel(hz), 1e-12);
        Assert.Equal(hz, MelFilterbank.ToHz(mel), 1e-9);
    }

    private static float[] Row(MelFilterbank bank, int filter, int firstBin)
    {
        Assert.Equal(firstBin, bank.First[filter]);
        return bank.Weights[bank.Offsets[filter]..bank.Offsets[filter + 1]];
    }

    private static Func<float, float, bool> Within(float tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
