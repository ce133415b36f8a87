using System.Buffers.Binary;
using System.Text;

namespace PocketTts.Eval.Audio.Tests.Wav;

/// <summary>Puts WAV files together chunk by chunk, right or wrong.</summary>
internal sealed class WavBuilder(string magic = "RIFF")
{
    private readonly List<byte> _chunks = [];

    public static byte[] Format(int tag, int channels, uint rate, int bits, int? blockAlign = null)
    {
        byte[] body = new byte[16];
        int align = blockAlign ?? channels * ((bits + 7) / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), rate);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), rate * (uint)align);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(12), (ushort)align);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(14), (ushort)bits);
        return body;
    }

    public static byte[] ExtensibleFormat(Guid subFormat, int channels, uint rate, int bits, int validBits)
        => [.. Format(0xFFFE, channels, rate, bits), 22, 0, (byte)validBits, 0, 0, 0, 0, 0, .. subFormat.ToByteArray()];

    public static byte[] Pcm16(params short[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    /// <summary>Adds a chunk whose size field may lie; a padding byte follows odd bodies unless told otherwise.</summary>
    public WavBuilder Chunk(string id, byte[] body, uint? size = null, bool pad = true)
    {
        _chunks.AddRange(Encoding.ASCII.GetBytes(id));
        _chunks.AddRange(BitConverter.GetBytes(size ?? (uint)body.Length));
        _chunks.AddRange(body);
        if (pad && body.Length % 2 == 1)
        {
            _chunks.Add(0);
        }

        return this;
    }

    public byte[] Build(uint? riffSize = null)
        => [.. Encoding.ASCII.GetBytes(magic), .. BitConverter.GetBytes(riffSize ?? (uint)(_chunks.Count + 4)), .. "WAVE"u8, .. _chunks];
}
