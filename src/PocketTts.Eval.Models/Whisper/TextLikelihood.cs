using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// How likely a given text is: one decoder call over prompt, text and end of text (teacher forcing). Nothing is
/// suppressed: a reference may hold signs that Whisper never writes by itself.
/// </summary>
/// <param name="model">Graphs, tokenizer and ids.</param>
/// <param name="words">Makes the words.</param>
internal sealed class TextLikelihood(WhisperModel model, WordTimer words)
{
    private readonly LogProbabilities _probabilities = new();

    /// <summary>Scores a text.</summary>
    /// <param name="audio">Encoder states of the sound.</param>
    /// <param name="text">The text; not blank.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <exception cref="TakeFailedException">The text does not fit, or the decoder gave no numbers.</exception>
    public TextScore Score(EncodedAudio audio, string text, RunOptions run)
    {
        WhisperConfiguration ids = model.Configuration;
        // Whisper writes a blank before the first word
        IReadOnlyList<int> tokens = model.Tokenizer.Encode(" " + text.Trim());
        int[] sequence = [.. ids.Prompt, .. tokens, ids.EndOfText];
        if (sequence.Length > ids.MaxTokens)
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"the text has {tokens.Count} tokens; the recognizer takes at most {ids.MaxTokens - ids.Prompt.Length - 1}"));
        }

        using IDisposableReadOnlyCollection<OrtValue> outputs = model.Decoder.RunWhole(sequence, audio.States, model.Heads?.Layers ?? [], run);
        AttentionRows? attention = null;
        if (model.Heads is not null)
        {
            attention = new AttentionRows(model.Heads, audio.SoundFrames);
            attention.Add(outputs.Skip(1));
        }

        var scored = ImmutableArray.CreateBuilder<TranscriptToken>(tokens.Count + 1);
        var ends = ImmutableArray.CreateBuilder<double>(tokens.Count + 1);
        double[] textProbabilities = new double[tokens.Count];
        ReadOnlySpan<float> logits = outputs[0].GetTensorDataAsSpan<float>();
        int vocabulary = logits.Length / sequence.Length;
        for (int i = 0; i <= tokens.Count; i++)
        {
            // the row of a token predicts the next one
            ReadOnlySpan<float> row = logits.Slice((ids.Prompt.Length - 1 + i) * vocabulary, vocabulary);
            double normalizer = _probabilities.Normalizer(row);
            if (!double.IsFinite(normalizer))
            {
                throw new TakeFailedException("not-a-number", "the recognizer's decoder gave values that are no numbers");
            }

            int id = sequence[ids.Prompt.Length + i];
            scored.Add(new TranscriptToken(id, row[id] - normalizer));
            ends.Add(Math.Exp(row[ids.EndOfText] - normalizer));
            if (i < tokens.Count)
            {
                textProbabilities[i] = Math.Exp(row[id] - _probabilities.Normalizer(row[..ids.EndOfText]));
            }
        }

        return new TextScore(text, scored.MoveToImmutable(), [.. words.Words(tokens, textProbabilities, attention, 0)], ends.MoveToImmutable());
    }
}
