namespace PocketTts.Eval.Audio.Tests;

/// <summary>Damages files in the ways that find parser faults: flipped bits, extreme numbers, cuts, gaps, doubled parts.</summary>
internal static class Mutations
{
    private static readonly uint[] s_extremes = [0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    public static IEnumerable<byte[]> Of(byte[][] seeds, int count, int seed = 20_240)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            byte[] file = [.. seeds[i % seeds.Length]];
            for (int step = random.Next(1, 5); step > 0 && file.Length > 8; step--)
            {
                file = Damage(file, random);
            }

            yield return file;
        }
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        // headers are where the decisions are
        int at = random.Next(random.Next(2) == 0 ? Math.Min(64, file.Length) : file.Length);
        switch (random.Next(7))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                file[at] = (byte)random.Next(256);
                return file;
            case 2:
                BitConverter.GetBytes(s_extremes[random.Next(s_extremes.Length)]).AsSpan(0, Math.Min(4, file.Length - at)).CopyTo(file.AsSpan(at));
                return file;
            case 3:
                return file[..at];
            case 4:
                return [.. file[..at], .. file[Math.Min(file.Length, at + random.Next(1, 9))..]];
            case 5:
                return [.. file[..at], .. file[Math.Max(0, at - random.Next(1, 40))..]];
            default:
                byte[] extra = new byte[random.Next(1, 9)];
                random.NextBytes(extra);
                return [.. file[..at], .. extra, .. file[at..]];
        }
    }
}
