using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Makes the decoder read given texts. Keys of the sound and of a shared beginning are used again where the graph's later step takes several
/// tokens at once; elsewhere each text is read whole, at about ten times the cost. Not thread-safe.
/// </summary>
/// <param name="model">Graphs and ids.</param>
internal sealed class TeacherForcing(WhisperModel model)
{
    // ways of computing one log-probability differ by 2e-5 in float graphs and by 0.2 in graphs with 8-bit arithmetic; a graph that cannot take several tokens is far off
    private const double Tolerance = 0.5;

    private readonly LogProbabilities _probabilities = new();
    private bool? _takesSeveral = model.Heads is null || model.Decoder.GivesAttentionsLater ? null : false;

    private IReadOnlyList<int> Layers => model.Heads?.Layers ?? [];

    private int PromptLength => model.Configuration.Prompt.Length;

    /// <summary>Reads a text.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="tokens">Text tokens and the end of text.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <returns>What the decoder gave; the caller disposes it.</returns>
    /// <exception cref="TakeFailedException">The decoder gave no numbers.</exception>
    public ForcedText Read(EncodedAudio audio, int[] tokens, RunOptions run)
    {
        if (_takesSeveral is null)
        {
            FindOut(audio, tokens, run);
        }

        return _takesSeveral == true ? ReadAfterPrompt(audio, tokens, run) : ReadWhole(audio, tokens, run);
    }

    /// <summary>ln P of another text of the same sound.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="read">A text that was read; what both begin with is not read again.</param>
    /// <param name="tokens">The other text's tokens and the end of text.</param>
    /// <param name="run">Ends the run early when told so.</param>
    public double LogProbability(EncodedAudio audio, ForcedText read, int[] tokens, RunOptions run)
    {
        int shared = tokens.AsSpan().CommonPrefixLength(read.Tokens);
        if (shared == tokens.Length)
        {
            return read.LogProbability;
        }

        double known = read.Sum(0, shared) + read.At(shared, tokens[shared]);
        if (shared == tokens.Length - 1)
        {
            return known;
        }

        if (_takesSeveral != true)
        {
            using ForcedText whole = ReadWhole(audio, tokens, run);
            return whole.LogProbability;
        }

        OrtValue[] past = Cut(read.Keys, PromptLength + shared);
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = model.Decoder.RunAfter(tokens.AsSpan(shared..^1), audio.Prompt!, past, PromptLength + shared, keepKeys: false, [], run);
            ReadOnlySpan<float> logits = outputs[0].GetTensorDataAsSpan<float>();
            int vocabulary = logits.Length / (tokens.Length - 1 - shared);
            for (int i = shared + 1; i < tokens.Length; i++)
            {
                ReadOnlySpan<float> row = logits.Slice((i - shared - 1) * vocabulary, vocabulary);
                known += row[tokens[i]] - _probabilities.Normalizer(row);
            }

            return double.IsFinite(known) ? known : throw new TakeFailedException("not-a-number", "the recognizer's decoder gave values that are no numbers");
        }
        finally
        {
            foreach (OrtValue value in past)
            {
                value.Dispose();
            }
        }
    }

    // the published layouts promise one token a later call; whether a graph takes more is seen from what it gives
    private void FindOut(EncodedAudio audio, int[] tokens, RunOptions run)
    {
        using ForcedText whole = ReadWhole(audio, tokens, run);
        try
        {
            using ForcedText after = ReadAfterPrompt(audio, tokens, run);
            _takesSeveral = Enumerable.Range(0, tokens.Length).All(i => Math.Abs(whole.Sum(i, i + 1) - after.Sum(i, i + 1)) <= Tolerance);
        }
        catch (Exception e) when (e is OnnxRuntimeException or ArgumentException or TakeFailedException && !run.Terminate)
        {
            _takesSeveral = false;
        }
    }

    private ForcedText ReadAfterPrompt(EncodedAudio audio, int[] tokens, RunOptions run)
    {
        PromptState prompt = model.Decoder.ReadPrompt([.. model.Configuration.Prompt], audio, Layers, run);
        // the end of text is fed for its attention: every row takes part in the statistics of the alignment
        IDisposableReadOnlyCollection<OrtValue> outputs = model.Decoder.RunAfter(tokens, prompt, prompt.SelfKeys, prompt.TokenCount, keepKeys: true, Layers, run);
        return Keep(outputs, () => new ForcedText(tokens, outputs, prompt, PromptLength, Attention(audio, prompt.Attentions, outputs.Skip(1 + prompt.SelfKeys.Length)), _probabilities));
    }

    private ForcedText ReadWhole(EncodedAudio audio, int[] tokens, RunOptions run)
    {
        IDisposableReadOnlyCollection<OrtValue> outputs = model.Decoder.RunWhole([.. model.Configuration.Prompt, .. tokens], audio.States, Layers, run);
        return Keep(outputs, () => new ForcedText(tokens, outputs, null, PromptLength, Attention(audio, outputs.Skip(1)), _probabilities));
    }

    private AttentionRows? Attention(EncodedAudio audio, params ReadOnlySpan<IEnumerable<OrtValue>> calls)
    {
        if (model.Heads is null)
        {
            return null;
        }

        var rows = new AttentionRows(model.Heads, audio.SoundFrames);
        foreach (IEnumerable<OrtValue> attentions in calls)
        {
            rows.Add(attentions);
        }

        return rows;
    }

    private static ForcedText Keep(IDisposableReadOnlyCollection<OrtValue> outputs, Func<ForcedText> make)
    {
        try
        {
            return make();
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    // the first tokens of keys [1, heads, tokens, width]
    private static OrtValue[] Cut(IEnumerable<OrtValue> keys, int count) => [.. keys.Select(key =>
    {
        long[] shape = key.GetTensorTypeAndShape().Shape;
        int heads = (int)shape[1], width = (int)shape[3], all = (int)shape[2] * width, part = count * width;
        ReadOnlySpan<float> source = key.GetTensorDataAsSpan<float>();
        float[] target = new float[heads * part];
        for (int h = 0; h < heads; h++)
        {
            source.Slice(h * all, part).CopyTo(target.AsSpan(h * part));
        }

        return OrtValue.CreateTensorValueFromMemory(target, [1, heads, count, width]);
    })];
}
