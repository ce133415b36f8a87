using CsCheck;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Tests.Whisper;

public sealed class PauseCutterTests
{
    [Fact]
    public void Cut_ThirtySeconds_IsOnePiece() => Assert.Equal([(0, 480_000)], PauseCutter.Cut(Noise(480_000)));

    [Fact]
    public void Cut_TwoEqualPauses_TakesTheLater()
    {
        float[] samples = Noise(480_001);
        samples.AsSpan(16 * 16_000, 6400).Clear();
        samples.AsSpan(25 * 16_000, 3200).Clear();
        Assert.Equal([(0, (25 * 16_000) + 1600), ((25 * 16_000) + 1600, 480_001 - (25 * 16_000) - 1600)], PauseCutter.Cut(samples));
    }

    [Fact]
    public void Cut_OneQuietPause_IsPreferredToLouderLaterOnes()
    {
        float[] samples = Noise(480_001);
        samples.AsSpan(15 * 16_000, 3200).Clear();
        foreach (ref float x in samples.AsSpan(26 * 16_000, 3200))
        {
            x *= 0.3f;
        }

        Assert.Equal((15 * 16_000) + 1600, PauseCutter.Cut(samples)[0].Length);
    }

    [Fact]
    public void Cut_AnyLength_CoversEverySampleOnceInPiecesThatFit() => Gen.Int[0, 3_000_000].Sample(
        length =>
        {
            int at = 0;
            IReadOnlyList<(int Start, int Length)> pieces = PauseCutter.Cut(new float[length]);
            foreach ((int start, int count) in pieces)
            {
                Assert.Equal(at, start);
                Assert.InRange(count, 0, PauseCutter.WindowSamples);
                at += count;
            }

            Assert.Equal(length, at);
            Assert.All(pieces.SkipLast(1), p => Assert.True(p.Length >= 14 * 16_000));
        },
        iter: 20);

    private static float[] Noise(int length)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
