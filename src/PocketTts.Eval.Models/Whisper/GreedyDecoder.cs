using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Writes the likeliest token again and again: one pass, no times, no earlier text, no retries at a higher temperature;
/// anything cleverer repairs what a synthesizer got wrong.
/// </summary>
internal sealed class GreedyDecoder
{
    /// <summary>Most tokens per window; a text that long in 30 s is a loop (half of the decoder's context, as openai/whisper).</summary>
    public const int MaxTokens = 224;

    /// <summary>Probability of "no speech" above which near-silent sound gets no text (openai/whisper's threshold).</summary>
    public const double NoSpeechThreshold = 0.6;

    private readonly WhisperDecoder _decoder;
    private readonly WhisperConfiguration _configuration;
    private readonly AlignmentHeads? _heads;
    private readonly TokenFilter _filter;
    private readonly LogProbabilities _probabilities = new();
    private readonly int[] _prompt;

    /// <summary>Prepares decoding.</summary>
    /// <param name="decoder">The graphs.</param>
    /// <param name="configuration">Ids and lists.</param>
    /// <param name="heads">Attention heads to keep, or null when there are none.</param>
    public GreedyDecoder(WhisperDecoder decoder, WhisperConfiguration configuration, AlignmentHeads? heads)
    {
        _decoder = decoder;
        _configuration = configuration;
        _heads = heads;
        _filter = new TokenFilter(configuration);
        _prompt = [.. configuration.Prompt];
    }

    /// <summary>Decodes one window.</summary>
    /// <param name="audio">Its encoder states.</param>
    /// <param name="isNearSilent">
    /// Whether there is next to no sound. Then the text may end before it has begun, which Whisper otherwise forbids, and it
    /// does so when "no speech" is likelier than <see cref="NoSpeechThreshold"/>: on digital silence Whisper writes "you".
    /// </param>
    /// <param name="run">Ends the runs early when told so.</param>
    /// <param name="cancellationToken">Checked before each token.</param>
    public DecodedText Decode(EncodedAudio audio, bool isNearSilent, RunOptions run, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> layers = _heads?.Layers ?? [];
        // rows gathered while decoding cost nothing; a graph whose later calls give none needs a pass of its own afterwards
        AttentionRows? rows = _heads is not null && _decoder.GivesAttentionsLater ? new AttentionRows(_heads, audio.SoundFrames) : null;
        using DecoderState state = _decoder.Begin(_decoder.ReadPrompt(_prompt, audio, layers, run), layers);
        rows?.Add(state.Attentions);
        double? noSpeech = NoSpeech(state.Logits);
        var tokens = new List<TranscriptToken>();
        var ids = new List<int>();
        var textProbabilities = new List<double>();
        int most = Math.Min(MaxTokens, _configuration.MaxTokens - _prompt.Length - 1);
        bool ended = false;
        while (!ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (TranscriptToken token, double textProbability) = Choose(state, tokens.Count == 0, isNearSilent, isNearSilent && noSpeech > NoSpeechThreshold);
            tokens.Add(token);
            ended = token.Id == _configuration.EndOfText;
            if (!ended)
            {
                ids.Add(token.Id);
                textProbabilities.Add(textProbability);
                if (ids.Count == most)
                {
                    break;
                }

                _decoder.Continue(token.Id, state, run);
                rows?.Add(state.Attentions);
            }
        }

        if (ids.Count > 0 && rows is not null)
        {
            // every row takes part in the statistics of the alignment, that of the end of text as well
            foreach (int id in ended ? [_configuration.EndOfText] : new[] { ids[^1], _configuration.EndOfText })
            {
                _decoder.Continue(id, state, run);
                rows.Add(state.Attentions);
            }
        }
        else if (ids.Count > 0 && _heads is not null)
        {
            rows = AttendAgain(audio, ids, run);
        }

        return new DecodedText(tokens, ids, textProbabilities, noSpeech, !ended, rows);
    }

    private AttentionRows AttendAgain(EncodedAudio audio, List<int> ids, RunOptions run)
    {
        using IDisposableReadOnlyCollection<OrtValue> whole = _decoder.RunWhole([.. _prompt, .. ids, _configuration.EndOfText], audio.States, _heads!.Layers, run);
        var rows = new AttentionRows(_heads, audio.SoundFrames);
        rows.Add(whole.Skip(1));
        return rows;
    }

    private double? NoSpeech(OrtValue logits)
    {
        if (_configuration.NoSpeech is not { } id)
        {
            return null;
        }

        ReadOnlySpan<float> all = logits.GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> first = all[..(all.Length / _prompt.Length)];
        return Math.Exp(first[id] - _probabilities.Normalizer(first));
    }

    private (TranscriptToken Token, double TextProbability) Choose(DecoderState state, bool isFirst, bool mayBeEmpty, bool mustEnd)
    {
        // what follows the prompt is needed again when texts are weighed
        Span<float> last = isFirst ? state.Prompt.LastRow.ToArray() : state.Logits.GetTensorMutableDataAsSpan<float>();
        Span<float> permitted = last[..(_configuration.EndOfText + 1)];
        double text = _probabilities.Normalizer(permitted[..^1]);
        _filter.Apply(permitted, isFirst, mayBeEmpty);
        int best = mustEnd ? _configuration.EndOfText : TensorPrimitives.IndexOfMax<float>(permitted);
        double normalizer = _probabilities.Normalizer(permitted);
        if (!double.IsFinite(normalizer))
        {
            throw new TakeFailedException("not-a-number", "the recognizer's decoder gave values that are no numbers");
        }

        return (new TranscriptToken(best, permitted[best] - normalizer), Math.Exp(permitted[best] - text));
    }
}
