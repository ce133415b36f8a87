using System.Collections.Immutable;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Lets a recognizer listen to the sounds of a bench after all is timed: speed counts only with the words.</summary>
internal static class WordCheck
{
    /// <summary>Adds the words that were not found to each take with sound; equal sounds are heard once.</summary>
    /// <param name="takes">The takes.</param>
    /// <param name="sounds">Sounds by their hashes.</param>
    /// <param name="texts">Texts by their ids.</param>
    /// <param name="recognizer">Who listens.</param>
    /// <param name="progress">Is told how many sounds were heard.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<ImmutableArray<BenchTake>> ListenAsync(
        IReadOnlyList<BenchTake> takes,
        IReadOnlyDictionary<string, byte[]> sounds,
        IReadOnlyDictionary<string, BenchText> texts,
        ISpeechRecognizer recognizer,
        Action<int, int> progress,
        CancellationToken cancellationToken)
    {
        var lost = new Dictionary<(string Sound, string Text), int?>();
        var checkedTakes = ImmutableArray.CreateBuilder<BenchTake>(takes.Count);
        (string Sound, string Text)[] wanted = [.. takes.Where(t => t.AudioSha256 is not null).Select(t => (t.AudioSha256!, t.TextId)).Distinct()];
        foreach ((string sound, string text) in wanted)
        {
            lost[(sound, text)] = await LostAsync(sounds[sound], texts[text], recognizer, cancellationToken).ConfigureAwait(false);
            progress(lost.Count, wanted.Length);
        }

        foreach (BenchTake take in takes)
        {
            checkedTakes.Add(take.AudioSha256 is null ? take : take with { LostWords = lost[(take.AudioSha256, take.TextId)] });
        }

        return checkedTakes.MoveToImmutable();
    }

    private static async Task<int?> LostAsync(byte[] wav, BenchText text, ISpeechRecognizer recognizer, CancellationToken cancellationToken)
    {
        try
        {
            Transcript transcript = await recognizer.TranscribeAsync(WavReader.Read(new MemoryStream(wav, writable: false), "the sound"), cancellationToken).ConfigureAwait(false);
            return (int)TextComparers.Default.Prepare(text.Text, text.AcceptedForms).Compare(transcript.Text).Counts.Deletions;
        }
        catch (TakeFailedException)
        {
            // what the recognizer could not read is not known
            return null;
        }
    }
}
