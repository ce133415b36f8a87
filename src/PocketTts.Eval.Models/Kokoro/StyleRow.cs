namespace PocketTts.Eval.Models.Kokoro;

/// <summary>Which row of a voice pack is taken for T tokens (pads not counted). Matters only for short texts.</summary>
public enum StyleRow
{
    /// <summary>Row T − 1, as hexgrad/kokoro (the reference) and KokoroSharp do; written <c>T-1</c>.</summary>
    TokensMinusOne,

    /// <summary>Row T, as kokoro-onnx, kokoro-js and sherpa-onnx do; the last row when there is no row T; written <c>T</c>.</summary>
    Tokens,
}
