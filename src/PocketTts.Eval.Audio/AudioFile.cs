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

    /// <summary>As <see cref="Read"/>, for sound that an engine made: a WAV file may be empty and have samples that are not finite, since judging sound is the harness's work.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The sound at the file's own rate.</returns>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static Waveform ReadTake(string path) => Parse(AudioBytes.ReadFile(path), path, isTake: true);

    /// <summary>As <see cref="ReadTake(string)"/>, from the bytes of a whole file.</summary>
    /// <param name="bytes">A WAV or FLAC file.</param>
    /// <param name="name">Name of the source in messages.</param>
    /// <returns>The sound at the file's own rate.</returns>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static Waveform ReadTake(ReadOnlySpan<byte> bytes, string name) => Parse(bytes, name, isTake: true);

    internal static Waveform Parse(ReadOnlySpan<byte> bytes, string name, bool isTake = false)
    {
        if (bytes.IsEmpty)
        {
            throw new InputException("the file is empty", file: name, expected: "a WAV or FLAC file");
        }

        if (WavReader.IsWav(bytes))
        {
            return WavReader.Parse(bytes, name, isTake);
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
