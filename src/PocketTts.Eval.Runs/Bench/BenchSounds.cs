using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Sound files that recognizers are timed on.</summary>
public static class BenchSounds
{
    /// <summary>People's pace, to sort sounds under lengths; how many words there are is what is heard.</summary>
    private const double WordsPerSecond = 2.5;

    /// <summary>Reads sound files.</summary>
    /// <param name="paths">WAV or FLAC files.</param>
    /// <returns>The sounds as texts without a text, and a hash over all of them.</returns>
    /// <exception cref="InputException">A file is not there or no sound.</exception>
    public static (ImmutableArray<BenchText> Sounds, string Sha256) Read(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var sounds = ImmutableArray.CreateBuilder<BenchText>(paths.Count);
        var hashes = new StringBuilder();
        foreach (string path in paths)
        {
            Waveform audio = AudioFile.Read(path);
            byte[] wav = WavWriter.ToBytes(audio, out _);
            int words = Math.Max(1, (int)Math.Round(audio.DurationSeconds * WordsPerSecond));
            string id = FormattableString.Invariant($"sound-{sounds.Count + 1:D3}");
            sounds.Add(new BenchText(id, string.Empty, "en", words, BenchTexts.Nearest(words), []) { Sound = wav });
            hashes.Append(AudioHash.Sha256(wav)).Append('\n');
        }

        return ([.. sounds.OrderBy(s => s.LengthClass)], AudioHash.Sha256(Encoding.UTF8.GetBytes(hashes.ToString())));
    }
}
