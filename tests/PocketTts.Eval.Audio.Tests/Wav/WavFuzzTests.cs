using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Tests.Wav;

public sealed class WavFuzzTests
{
    [Fact]
    public void Read_DamagedFiles_OnlyInputExceptionEscapesAndMemoryStaysSmall()
    {
        byte[][] seeds =
        [
            WavReaderTests.Simple(WavBuilder.Format(1, 2, 44_100, 24), new byte[600]),
            WavReaderTests.Simple(WavBuilder.Format(3, 1, 24_000, 32), new byte[400]),
            new WavBuilder("RF64").Chunk("ds64", new byte[28]).Chunk("fmt ", WavBuilder.Format(1, 1, 16_000, 16)).Chunk("LIST", new byte[7]).Chunk("data", new byte[300], uint.MaxValue).Build(),
            new WavBuilder().Chunk("fmt ", WavBuilder.ExtensibleFormat(new("00000001-0000-0010-8000-00aa00389b71"), 3, 48_000, 16, 16)).Chunk("data", new byte[600]).Build(),
        ];
        int read = 0, refused = 0;
        foreach (byte[] file in Mutations.Of(seeds, 6_000))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Waveform audio = WavReader.Parse(file, "fuzz.wav");
                Assert.NotEqual(0, audio.Samples.Length);
                read++;
            }
            catch (InputException)
            {
                refused++;
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 40_000 + (8L * file.Length), $"{allocated} bytes for a file of {file.Length}");
        }

        // both ways must really be walked
        Assert.True(read > 500 && refused > 500, $"read {read}, refused {refused}");
    }
}
