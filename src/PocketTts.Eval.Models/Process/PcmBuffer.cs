using System.Buffers.Binary;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>Gathers mono PCM that comes in pieces of any length: 16-bit integers or 32-bit floats, little-endian.</summary>
/// <param name="isFloat">True for floats.</param>
internal sealed class PcmBuffer(bool isFloat)
{
    /// <summary>Most samples of a take: over an hour at 24 kHz.</summary>
    public const int MostSamples = 100_000_000;

    private readonly byte[] _rest = new byte[sizeof(float)];
    private float[] _samples = new float[16 * 1024];
    private int _restCount;

    /// <summary>Samples so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of a sample that is not whole yet.</summary>
    public int RestBytes => _restCount;

    /// <summary>All samples.</summary>
    public ReadOnlyMemory<float> Samples => _samples.AsMemory(0, Count);

    private int SampleBytes => isFloat ? sizeof(float) : sizeof(short);

    /// <summary>Adds bytes.</summary>
    /// <returns>The samples that became whole by them; valid until the next call.</returns>
    /// <exception cref="TakeFailedException"><c>audio-too-long</c>.</exception>
    public ReadOnlySpan<float> Add(ReadOnlySpan<byte> bytes)
    {
        int first = Count;
        if (_restCount > 0)
        {
            int missing = Math.Min(SampleBytes - _restCount, bytes.Length);
            bytes[..missing].CopyTo(_rest.AsSpan(_restCount));
            _restCount += missing;
            bytes = bytes[missing..];
            if (_restCount < SampleBytes)
            {
                return [];
            }

            Reserve(1);
            _samples[Count++] = Decode(_rest);
            _restCount = 0;
        }

        int whole = bytes.Length / SampleBytes;
        Reserve(whole);
        for (int i = 0; i < whole; i++)
        {
            _samples[Count++] = Decode(bytes[(i * SampleBytes)..]);
        }

        ReadOnlySpan<byte> rest = bytes[(whole * SampleBytes)..];
        rest.CopyTo(_rest);
        _restCount = rest.Length;
        return _samples.AsSpan(first, Count - first);
    }

    private float Decode(ReadOnlySpan<byte> bytes) =>
        isFloat ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f;

    private void Reserve(int count)
    {
        if (count > MostSamples - Count)
        {
            throw new TakeFailedException("audio-too-long", FormattableString.Invariant($"the engine sent more than {MostSamples} samples"));
        }

        if (Count + count > _samples.Length)
        {
            Array.Resize(ref _samples, (int)Math.Min(MostSamples, Math.Max(Count + count, 2L * _samples.Length)));
        }
    }
}
