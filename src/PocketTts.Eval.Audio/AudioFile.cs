using PocketTts.Eval.Audio.Flac;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio;

/// <summary>Reads sound files; what a file is, its first bytes decide, never its name.</summary>
public static class AudioFile
{
    /// <summary>Reads a WAV or FLAC file as mono (mean of the channels).</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The sound at the file's own rate; at least one sample, all finite.</returns>
    /// <exception cref="InputException">The file is missing, of another kind, damaged, empty, or larger than 1 GiB.</exception>
    public static Waveform Read(string path) => Parse(AudioBytes.ReadFile(path), path);

    internal static Waveform Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.IsEmpty)
        {
            throw new InputException("the file is empty", file: name, expected: "a WAV or FLAC file");
        }

        if (WavReader.IsWav(bytes))
        {
            return WavReader.Parse(bytes, name);
        }

        if (FlacReader.IsFlac(bytes))
        {
            return FlacReader.Parse(bytes, name);
        }

        throw new InputException(
            $"this is {FileKind.Describe(bytes)}",
            file: name,
            expected: "a WAV or FLAC file",
            remedy: "convert it, for example with ffmpeg -i IN OUT.wav");
    }
}
