using PocketTts.Eval.Audio.Flac;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Audio.Tests.Flac;

public sealed class FlacFuzzTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_DamagedFiles_OnlyInputExceptionEscapesAndMemoryStaysSmall(bool repairCheckSums)
    {
        byte[][] seeds = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Flac", "Data")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(f => f.Length < 3000)];
        int refused = 0;
        foreach (byte[] damaged in Mutations.Of(seeds, 3_000))
        {
            byte[] file = repairCheckSums ? Repair(damaged) : damaged;
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                FlacReader.Parse(file, "fuzz.flac");
            }
            catch (InputException)
            {
                refused++;
            }

            // a lying header can cost the first buffers only: 1 M samples and one block
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 20_000_000, $"{allocated} bytes for a file of {file.Length}");
        }

        Assert.True(refused > 1_000);
    }

    // Wrong check sums would keep damage away from the decoder: make those of a one-frame file right again, and drop the MD5.
    private static byte[] Repair(byte[] file)
    {
        int start = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xF8]);
        if (start < 42 || file.Length < start + 10)
        {
            return file;
        }

        file.AsSpan(26, 16).Clear();
        int number = Math.Max(1, System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~file[start + 4] << 24));
        int header = 4 + number + ((file[start + 2] >> 4) switch { 6 => 1, 7 => 2, _ => 0 }) + ((file[start + 2] & 15) switch { 12 => 1, 13 or 14 => 2, _ => 0 });
        if (start + header < file.Length - 2)
        {
            file[start + header] = (byte)FlacBuilder.Crc(file[start..(start + header)], 0x07, 8);
        }

        int crc16 = FlacBuilder.Crc(file[start..^2], 0x8005, 16);
        file[^2] = (byte)(crc16 >> 8);
        file[^1] = (byte)crc16;
        return file;
    }
}
