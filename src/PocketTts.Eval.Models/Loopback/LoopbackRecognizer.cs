using System.Globalization;
using System.Text;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>
/// Reads words from tones. A word whose checksum holds has probability 1. One that does not is reported as far as it could
/// be read, with half the share of its clear symbols as probability; it never ends the take.
/// </summary>
internal sealed class LoopbackRecognizer : ISpeechRecognizer
{
    private readonly LoopbackDemodulator[] _voices = [.. LoopbackOptions.Voices.Select(v => new LoopbackDemodulator(v))];

    public RecognizerInfo Info { get; } = new()
    {
        Id = LoopbackEngine.EngineName,
        Engine = LoopbackEngine.EngineName,
        EngineVersion = LoopbackEngine.Version,
    };

    public Task<Transcript> TranscribeAsync(Waveform audio, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ReadOnlySpan<float> samples = Resampler.Resample(audio, LoopbackDemodulator.SampleRateHz).Samples.Span;
        foreach (float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                throw new TakeFailedException("not-a-number", "the sound holds samples that are not finite numbers");
            }
        }

        var words = new List<TranscriptWord>();
        int unreadable = 0;
        foreach ((int start, int end) in LoopbackSegments.Find(samples))
        {
            cancellationToken.ThrowIfCancellationRequested();
            unreadable += ReadSegment(samples, start, end, words) ? 0 : 1;
        }

        return Task.FromResult(new Transcript
        {
            Text = string.Join(' ', words.Select(w => w.Text)),
            Words = [.. words],
            NoSpeechProbability = words.Count == 0 ? 1 : 0,
            Warnings = unreadable == 0 ? [] : [new TakeWarning("unreadable-sound", string.Create(CultureInfo.InvariantCulture, $"{unreadable} stretches of sound are no loopback tones"))],
        });
    }

    public void Dispose()
    {
        // holds memory only
    }

    // False when nothing in it looks like our tones.
    private bool ReadSegment(ReadOnlySpan<float> samples, int start, int end, List<TranscriptWord> words)
    {
        const int Step = LoopbackDemodulator.SymbolSamples;
        int count = (end - start + (Step / 2)) / Step;
        LoopbackDemodulator voice = _voices[0];
        double presence = -1;
        foreach (LoopbackDemodulator candidate in _voices)
        {
            double found = candidate.Presence(samples, start);
            (voice, presence) = found > presence ? (candidate, found) : (voice, presence);
        }

        var symbols = new LoopbackSymbol[count];
        for (int i = 0; i < count; i++)
        {
            symbols[i] = voice.Read(samples, start + (i * Step));
        }

        if (!Array.Exists(symbols, s => s.IsClear))
        {
            return false;
        }

        // a start inside the stretch begins another word: the pause before it was lost
        for (int first = 0; first < count;)
        {
            int next = Array.FindIndex(symbols, first + 1, s => s.IsStart);
            next = next < 0 ? count : next;
            TranscriptWord? word = ReadWord(symbols.AsSpan(first, next - first), start + (first * Step), start + (next * Step), samples.Length);
            if (word is not null)
            {
                words.Add(word);
            }

            first = next;
        }

        return true;
    }

    private static TranscriptWord? ReadWord(ReadOnlySpan<LoopbackSymbol> symbols, int start, int end, int length)
    {
        int clear = 0;
        foreach (LoopbackSymbol symbol in symbols)
        {
            clear += symbol.IsClear ? 1 : 0;
        }

        bool hasStart = symbols[0].IsStart;
        int total = symbols.Length;
        symbols = hasStart ? symbols[1..] : symbols;
        if (symbols.IsEmpty)
        {
            return null;
        }

        byte[] bytes = new byte[symbols.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = symbols[i].Value;
        }

        bool isWhole = hasStart && bytes.Length > 1 && LoopbackModem.Checksum(bytes.AsSpan(0, bytes.Length - 1)) == bytes[^1];
        string text = Encoding.UTF8.GetString(bytes, 0, Math.Max(1, bytes.Length - 1));
        return new TranscriptWord(
            isWhole ? text : OneWord(text),
            (double)start / LoopbackDemodulator.SampleRateHz,
            (double)Math.Min(end, length) / LoopbackDemodulator.SampleRateHz,
            isWhole ? 1 : 0.5 * clear / total);
    }

    // Damage can make white space, which would tear the word in two.
    private static string OneWord(string text)
        => string.Create(text.Length, text, static (result, text) =>
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = char.IsWhiteSpace(text[i]) ? '\uFFFD' : text[i];
            }
        });
}
