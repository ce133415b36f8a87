using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Whisper with settings for measuring: greedy, one pass, no times in the text, no earlier text, the model's own
/// suppression lists. Near-silent sound (peak below <see cref="NearSilentDbfs"/>) may give an empty text, which Whisper
/// by itself never does, and gives one when Whisper finds it likely that nobody speaks. Sound of more than 30 s is cut at pauses (<see cref="PauseCutter"/>).
/// </summary>
internal sealed class WhisperRecognizer : IEvidenceRecognizer, ITextScorer
{
    /// <summary>Raised whenever equal audio may give another transcript.</summary>
    public const string Version = "1";

    /// <summary>Peak below which sound counts as silent, in dB relative to full scale.</summary>
    public const double NearSilentDbfs = -60;

    private readonly WhisperModel _model;
    private readonly string _language;
    private readonly GreedyDecoder _decoder;
    private readonly TextLikelihood _likelihood;
    private readonly WordTimer _words;
    private readonly EvidenceWeigher _weigher;

    // encoding is most of the work, and a transcript is often followed by scores of the same sound
    private (Waveform Audio, int Start, EncodedAudio States)? _last;

    /// <summary>Takes over a loaded model.</summary>
    public WhisperRecognizer(WhisperModel model, WhisperOptions options)
    {
        _model = model;
        _language = options.Language;
        _decoder = new GreedyDecoder(model.Decoder, model.Configuration, model.Heads);
        _words = new WordTimer(new WordSplitter(model.Tokenizer, _language), model.Configuration.Prompt.Length);
        _likelihood = new TextLikelihood(model, _words);
        _weigher = new EvidenceWeigher(model, options.FullEvidence ? EvidenceScreen.Everything : EvidenceScreen.Default);
    }

    /// <inheritdoc/>
    public RecognizerInfo Info => _model.Info;

    /// <summary>Time inside ONNX Runtime.</summary>
    public SessionClock Clock => _model.Clock;

    /// <summary>The loaded model, for benchmarks that run its graphs alone.</summary>
    public WhisperModel Model => _model;

    /// <inheritdoc/>
    public Task<Transcript> TranscribeAsync(Waveform audio, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return Task.Run(() => Guarded(run => Transcribe(audio, run, cancellationToken), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TextScore> ScoreTextAsync(Waveform audio, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Task.Run(() => Guarded(run => Score(audio, text, run), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TextEvidence> WeighAsync(Waveform audio, Transcript transcript, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Task.Run(() => Guarded(run => _weigher.Weigh(EncodeWhole(audio, run), transcript, text, run, cancellationToken), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.States.Dispose();
        _model.Dispose();
    }

    // ends a running session on cancellation and turns what it throws into what callers expect
    private static T Guarded<T>(Func<RunOptions, T> work, CancellationToken cancellationToken)
    {
        using var run = new RunOptions();
        using CancellationTokenRegistration registration = cancellationToken.Register(() => run.Terminate = true);
        try
        {
            return work(run);
        }
        catch (OnnxRuntimeException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TakeFailedException("recognizer-failed", $"ONNX Runtime could not run the recognizer: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static ReadOnlyMemory<float> ToModelRate(Waveform audio, out float peak)
    {
        if (audio.Samples.IsEmpty)
        {
            throw new TakeFailedException("empty-audio", "the audio has no samples");
        }

        peak = Math.Abs(TensorPrimitives.MaxMagnitude(audio.Samples.Span));
        if (!float.IsFinite(peak))
        {
            throw new TakeFailedException("not-a-number", "the audio holds samples that are no finite numbers");
        }

        try
        {
            // the whole sound at once: pieces resampled apart would differ at their ends
            return Resampler.Resample(audio, LogMelSpectrogram.SampleRateHz).Samples;
        }
        catch (InputException e)
        {
            throw new TakeFailedException("sample-rate", e.Message, e);
        }
    }

    private EncodedAudio Encode(Waveform audio, ReadOnlyMemory<float> samples, int start, RunOptions run)
    {
        if (_last is { } last && ReferenceEquals(last.Audio, audio) && last.Start == start)
        {
            return last.States;
        }

        EncodedAudio states = _model.Encoder.Encode(samples.Span, run);
        _last?.States.Dispose();
        _last = (audio, start, states);
        return states;
    }

    private Transcript Transcribe(Waveform audio, RunOptions run, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<float> samples = ToModelRate(audio, out float peak);
        bool isNearSilent = peak < Math.Pow(10, NearSilentDbfs / 20);
        IReadOnlyList<(int Start, int Length)> pieces = PauseCutter.Cut(samples.Span);
        var warnings = ImmutableArray.CreateBuilder<TakeWarning>();
        if (isNearSilent)
        {
            warnings.Add(new TakeWarning("near-silent", FormattableString.Invariant($"no sample reaches {NearSilentDbfs} dBFS: the recognizer may hear nothing, and does when it gives 'no speech' more than {GreedyDecoder.NoSpeechThreshold}")));
        }

        if (pieces.Count > 1)
        {
            string cuts = string.Join(", ", pieces.Skip(1).Select(p => (p.Start / (double)LogMelSpectrogram.SampleRateHz).ToString("0.00", CultureInfo.InvariantCulture)));
            warnings.Add(new TakeWarning("long-audio", FormattableString.Invariant($"{audio.DurationSeconds:0.00} s of sound were read in {pieces.Count} pieces, cut at {cuts} s")));
        }

        var texts = new List<string>();
        var tokens = ImmutableArray.CreateBuilder<TranscriptToken>();
        var words = ImmutableArray.CreateBuilder<TranscriptWord>();
        double? noSpeech = null;
        foreach ((int start, int length) in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EncodedAudio encoded = Encode(audio, samples.Slice(start, length), start, run);
            DecodedText decoded = _decoder.Decode(encoded, isNearSilent, run, cancellationToken);
            double offset = start / (double)LogMelSpectrogram.SampleRateHz;
            texts.Add(_model.Tokenizer.Decode(decoded.TextIds).Trim());
            tokens.AddRange(decoded.Tokens);
            words.AddRange(_words.Words(decoded.TextIds, decoded.TextProbabilities, decoded.Attention, offset));
            // there is no speech only when there is none in every piece
            noSpeech = decoded.NoSpeechProbability is { } p ? Math.Min(noSpeech ?? 1, p) : noSpeech;
            if (decoded.HitLimit)
            {
                warnings.Add(new TakeWarning("token-limit", FormattableString.Invariant($"decoding was stopped after {decoded.TextIds.Count} tokens without an end, at {offset:0.00} s: the recognizer repeats itself")));
            }
        }

        string text = string.Join(' ', texts.Where(t => t.Length > 0));
        return new Transcript
        {
            Text = text,
            Words = words.ToImmutable(),
            Tokens = tokens.ToImmutable(),
            AverageLogProbability = tokens.Average(t => t.LogProbability),
            NoSpeechProbability = noSpeech,
            CompressionRatio = CompressionRatio(text),
            Language = _language,
            Warnings = warnings.ToImmutable(),
        };
    }

    private TextScore Score(Waveform audio, string text, RunOptions run) => _likelihood.Score(EncodeWhole(audio, run), text, run);

    private EncodedAudio EncodeWhole(Waveform audio, RunOptions run)
    {
        // before anything else: resampling a sound that is encoded already would be for nothing
        if (_last is { } last && ReferenceEquals(last.Audio, audio) && last.Start == 0 && audio.DurationSeconds <= PauseCutter.WindowSeconds)
        {
            return last.States;
        }

        ReadOnlyMemory<float> samples = ToModelRate(audio, out _);
        if (samples.Length > PauseCutter.WindowSamples)
        {
            throw new TakeFailedException("audio-too-long", FormattableString.Invariant($"{audio.DurationSeconds:0.00} s of sound cannot be scored against a text; at most 30 s can"));
        }

        return Encode(audio, samples, 0, run);
    }

    private static double? CompressionRatio(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        // the level that gives the sizes of Python's default, by which the usual limit of 2.4 was chosen
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (double)bytes.Length / packed.Length;
    }
}
