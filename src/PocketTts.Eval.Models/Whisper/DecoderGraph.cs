using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>One decoder graph of optimum's layout: its session and which input stands where. Everything is read from its names.</summary>
internal sealed class DecoderGraph : IDisposable
{
    private const string Ids = "input_ids";
    private const string States = "encoder_hidden_states";
    private const string Flag = "use_cache_branch";
    private const string Positions = "cache_position";
    private readonly (Slot Kind, int Index)[] _slots;

    private DecoderGraph(InferenceSession session)
    {
        Session = session;
        InputNames = [.. session.InputNames];
        _slots = [.. InputNames.Select(SlotOf)];
        LayerCount = CountLayers(session.OutputNames, "present.", ".decoder.key");
        AttentionLayerCount = CountLayers(session.OutputNames, "cross_attentions.", string.Empty);
    }

    private enum Slot
    {
        Unknown,
        Ids,
        States,
        Flag,
        Positions,
        SelfPast,
        CrossPast,
    }

    /// <summary>The session.</summary>
    public InferenceSession Session { get; }

    /// <summary>Names of all inputs in the graph's order.</summary>
    public string[] InputNames { get; }

    /// <summary>Decoder layers.</summary>
    public int LayerCount { get; }

    /// <summary>Layers whose cross attentions are given out; 0 for graphs without.</summary>
    public int AttentionLayerCount { get; }

    /// <summary>True when one graph does first and later steps.</summary>
    public bool IsMerged => Has(Slot.Flag);

    /// <summary>True when the graph takes keys and values of earlier tokens.</summary>
    public bool TakesPast => Has(Slot.SelfPast);

    /// <summary>True when it gives out keys and values over the sound.</summary>
    public bool GivesCrossKeys => Session.OutputMetadata.ContainsKey("present.0.encoder.key");

    /// <summary>Heads and width of a head, from a past input or a present output; null where the graph leaves them open.</summary>
    public (int? Heads, int? Width) HeadShape
    {
        get
        {
            int[] shape = (TakesPast ? Session.InputMetadata["past_key_values.0.decoder.key"] : Session.OutputMetadata["present.0.decoder.key"]).Dimensions;
            return shape is [_, var heads, _, var width] ? (heads > 0 ? heads : null, width > 0 ? width : null) : (null, null);
        }
    }

    /// <summary>Opens a graph.</summary>
    /// <param name="path">Path of the graph.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="context">How much of the window the encoder gives.</param>
    /// <exception cref="InputException">The file is unusable or not a Whisper decoder.</exception>
    public static DecoderGraph Open(string path, OnnxSessionSettings settings, AudioContext context)
    {
        var graph = new DecoderGraph(context.IsWhole ? OnnxSessions.Open(path, settings) : AudioContextPatch.OpenDecoder(path, settings));
        string? wrong = graph.FindFault();
        if (wrong is not null)
        {
            string found = OnnxSignature.Describe(graph.Session);
            graph.Dispose();
            throw new InputException(
                $"is no Whisper decoder that can be used here: {wrong}; it has {found}",
                path,
                expected: "optimum's layout (input_ids, encoder_hidden_states, past_key_values.N.decoder.key, …; logits, present.N.decoder.key, …)");
        }

        return graph;
    }

    /// <summary>Puts the values of one call in the order of the inputs.</summary>
    /// <param name="values">What the call has; every value that the graph asks for must be there.</param>
    /// <param name="inputs">Receives one value per input.</param>
    public void Fill(in DecoderInputs values, OrtValue[] inputs)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            (Slot kind, int index) = _slots[i];
            inputs[i] = kind switch
            {
                Slot.Ids => values.Ids,
                Slot.States => values.States,
                Slot.Flag => values.UsePast,
                Slot.Positions => values.Positions,
                Slot.SelfPast => values.SelfPast[index],
                Slot.CrossPast => values.CrossPast[index],
                _ => throw new InvalidOperationException($"input {InputNames[i]} has no value"),
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private static int CountLayers(IReadOnlyList<string> names, string prefix, string suffix)
    {
        int count = 0;
        while (names.Contains(string.Create(CultureInfo.InvariantCulture, $"{prefix}{count}{suffix}"), StringComparer.Ordinal))
        {
            count++;
        }

        return count;
    }

    // past_key_values.{layer}.{decoder|encoder}.{key|value} → 2 · layer, + 1 for the value
    private static (Slot Kind, int Index) SlotOf(string name)
    {
        switch (name)
        {
            case Ids:
                return (Slot.Ids, 0);
            case States:
                return (Slot.States, 0);
            case Flag:
                return (Slot.Flag, 0);
            case Positions:
                return (Slot.Positions, 0);
        }

        string[] parts = name.Split('.');
        return parts is ["past_key_values", var number, "decoder" or "encoder", "key" or "value"]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
            ? (parts[2] == "decoder" ? Slot.SelfPast : Slot.CrossPast, (2 * layer) + (parts[3] == "value" ? 1 : 0))
            : (Slot.Unknown, 0);
    }

    private bool Has(Slot kind) => _slots.Any(s => s.Kind == kind);

    private string? FindFault()
    {
        int unknown = Array.FindIndex(_slots, s => s.Kind == Slot.Unknown);
        if (unknown >= 0)
        {
            return $"input {InputNames[unknown]} is unknown";
        }

        if (!Has(Slot.Ids) || Session.InputMetadata[Ids].ElementDataType != TensorElementType.Int64)
        {
            return $"it has no int64 input {Ids}";
        }

        if (!Session.OutputMetadata.TryGetValue("logits", out NodeMetadata? logits) || logits.ElementDataType != TensorElementType.Float)
        {
            return "it has no float output logits";
        }

        if (LayerCount == 0)
        {
            return "it has no output present.0.decoder.key";
        }

        (Slot Kind, int Index)? beyond = _slots.Cast<(Slot Kind, int Index)?>().FirstOrDefault(s => s!.Value.Index >= 2 * LayerCount);
        if (beyond is not null)
        {
            return FormattableString.Invariant($"it takes keys of layer {beyond.Value.Index / 2} but gives out those of {LayerCount} layers only");
        }

        return !IsMerged && !TakesPast && !Has(Slot.States) ? $"it has no input {States}" : null;
    }
}
