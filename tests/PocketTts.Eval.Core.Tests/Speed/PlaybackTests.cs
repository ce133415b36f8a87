using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

public sealed class PlaybackTests
{
    [Fact]
    public void Of_LatePieces_CountsStallsAndTheLeastBuffer()
    {
        // arrivals 200, 900, 1300, 2400 ms of 500 ms each
        Playback played = Playback.Of([new(.2, 500), new(.9, 500), new(1.3, 500), new(2.4, 500)], 1000)!;

        Assert.Equal(2, played.StallCount);
        Assert.Equal(.7, played.StallSeconds, 9);
        Assert.Equal(2.9, played.EndSeconds, 9);
        Assert.Equal(.7, played.LeastBufferSeconds, 9);
    }

    [Fact]
    public void Of_PiecesInTime_NeedsNoBuffer() =>
        Assert.Equal(new Playback(0, 0, 1.7, 0), Playback.Of([new ChunkArrival(.2, 500), new(.4, 500), new(.7, 500)], 1000)! with { EndSeconds = 1.7 });

    [Fact]
    public void Of_OnePiece_PlaysFromItsArrival() => Assert.Equal(new Playback(0, 0, 3, 0), Playback.Of([new ChunkArrival(2, 1000)], 1000));

    [Fact]
    public void Of_Nothing_IsUnknown() => Assert.Null(Playback.Of([], 1000));
}
