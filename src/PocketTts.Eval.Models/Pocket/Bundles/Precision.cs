namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>Which weights are used for the language model, the flow network and the decoder.</summary>
internal enum Precision
{
    /// <summary>32-bit floats.</summary>
    Fp32,

    /// <summary>8-bit weights, activations quantized per call; the published default.</summary>
    Int8,
}
