using System.Collections.Immutable;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Kokoro.Tokens;
using PocketTts.Eval.Models.Kokoro.Voices;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>
/// Kokoro with one voice. Sound of pieces is joined as it comes: nothing is trimmed, faded, clipped or put between
/// (the model itself leaves about 0.3 s of silence at both ends of a piece). The phonemes of a result are all symbols that were fed,
/// blanks at the cuts included; its units are tokens without pads.
/// </summary>
internal sealed class KokoroSynthesizer : ISpeechSynthesizer, IPronouncer
{
    private readonly KokoroModel _model;
    private readonly KokoroVoicePack _voice;
    private readonly IPhonemizer _phonemizer;
    private readonly KokoroOptions _options;

    /// <summary>Takes over the model and the front end; both are disposed with this.</summary>
    public KokoroSynthesizer(KokoroModel model, KokoroVoicePack voice, IPhonemizer phonemizer, KokoroOptions options, SynthesizerInfo info)
    {
        _model = model;
        _voice = voice;
        _phonemizer = phonemizer;
        _options = options;
        Info = info;
    }

    /// <inheritdoc />
    public SynthesizerInfo Info { get; }

    /// <inheritdoc />
    public Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.Run(() => Synthesize(request, sink, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public ImmutableArray<PronouncedWord> Pronounce(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = ImmutableArray.CreateBuilder<PronouncedWord>();
        int from = 0;
        foreach (PhonemizedWord word in _phonemizer.Phonemize(text).Words)
        {
            // the front end may have rewritten a word (quotes, ligatures): then it is nowhere
            int at = word.Text.Length == 0 ? -1 : text.IndexOf(word.Text, from, StringComparison.Ordinal);
            if (at >= 0)
            {
                from = at + word.Text.Length;
                if (word.Text.Any(char.IsLetterOrDigit))
                {
                    words.Add(new PronouncedWord(new TextSpan(at, from), word.Phonemes));
                }
            }
        }

        return words.DrainToImmutable();
    }

    /// <inheritdoc />
    public string Dictate(string word, string phonemes) => $"[{word}](/{phonemes}/)";

    /// <inheritdoc />
    public void Dispose()
    {
        _model.Dispose();
        (_phonemizer as IDisposable)?.Dispose();
    }

    private SynthesisResult Synthesize(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        if (request.Text.Length > _options.MaximumCharacters)
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"the text has {request.Text.Length} characters; the option max-chars allows {_options.MaximumCharacters}"));
        }

        PhonemizedText phonemized = _phonemizer.Phonemize(request.Text);
        var text = TokenizedText.Create(phonemized.Phonemes);
        if (!text.HasSound)
        {
            throw new TakeFailedException("nothing-to-speak", $"no phoneme is left of the text{(text.Warning is { } dropped ? $": {dropped.Message}" : string.Empty)}");
        }

        List<Range> pieces = TextSplitter.Split(text.Symbols, _options.MaximumTokens);
        int unitCount = pieces.Sum(p => p.End.Value - p.Start.Value);
        var starts = ImmutableArray.CreateBuilder<int>(pieces.Count);
        ReadOnlyMemory<float> samples = Speak(text, pieces, unitCount, starts, sink, cancellationToken);
        return new SynthesisResult
        {
            Audio = new Waveform(samples, KokoroModel.SampleRateHz),
            Warnings = [.. LanguageWarning(request.Language), .. phonemized.Warnings, .. Warnings(text, pieces.Count)],
            Phonemes = text.Symbols,
            UnitCount = unitCount,
            ChunkCount = pieces.Count,
            ChunkStarts = starts.DrainToImmutable(),
        };
    }

    private ReadOnlyMemory<float> Speak(
        TokenizedText text, List<Range> pieces, int unitCount, ImmutableArray<int>.Builder starts, IAudioSink? sink, CancellationToken cancellationToken)
    {
        var buffer = new SampleBuffer();
        using var run = new RunOptions();
        using CancellationTokenRegistration onCancel = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, run);
        int done = 0;
        foreach (Range piece in pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<long> ids = text.Ids.AsSpan(piece);
            int row = Math.Min(_options.StyleRow == StyleRow.Tokens ? ids.Length : ids.Length - 1, _voice.RowCount - 1);
            try
            {
                using IDisposableReadOnlyCollection<OrtValue> outputs = _model.Run(ids, _voice.Row(row), _options.Speed, run);
                ReadOnlySpan<float> samples = outputs[0].GetTensorDataAsSpan<float>();
                ThrowIfNotFinite(samples, ids.Length);
                done += ids.Length;
                sink?.Write(samples);
                starts.Add(buffer.Count);
                buffer.Append(samples, (double)done / unitCount);
            }
            catch (TakeFailedException e) when (e.InnerException is OnnxRuntimeException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
        }

        return buffer.ToMemory();
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> samples, int tokenCount)
    {
        // the magnitude of the loudest sample is not finite as soon as one sample is not
        if (!samples.IsEmpty && !float.IsFinite(TensorPrimitives.MaxMagnitude(samples)))
        {
            throw new TakeFailedException("not-a-number", FormattableString.Invariant($"the model gave samples that are not finite numbers for {tokenCount} tokens; float16 graphs are known for that"));
        }
    }

    private static IEnumerable<TakeWarning> Warnings(TokenizedText text, int pieceCount)
    {
        if (text.Warning is { } dropped)
        {
            yield return dropped;
        }

        if (pieceCount > 1)
        {
            yield return new TakeWarning("split-text", FormattableString.Invariant($"the text was spoken in {pieceCount} pieces"));
        }
    }

    private ImmutableArray<TakeWarning> LanguageWarning(string? language)
    {
        string primary = language?.Split('-', '_')[0] ?? "en";
        return primary.Equals("en", StringComparison.OrdinalIgnoreCase)
            ? []
            : [new TakeWarning("language-ignored", $"the text is marked {language}, but was spoken as {_options.Language}")];
    }
}
