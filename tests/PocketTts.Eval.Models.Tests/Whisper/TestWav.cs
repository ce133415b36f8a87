using System.Buffers.Binary;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>Reads the reference clips: 16-bit mono WAV at 16 kHz.</summary>
internal static class TestWav
{
    public static Waveform Golden(string clip)
    {
        byte[] bytes = File.ReadAllBytes(SharedFiles.Model($"whisper-base/golden/{clip}.wav"));
        int data = bytes.AsSpan().IndexOf("data"u8) + 8;
        float[] samples = new float[(bytes.Length - data) / 2];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(data + (2 * i))) / 32768f;
        }

        return new Waveform(samples, 16_000);
    }
}
