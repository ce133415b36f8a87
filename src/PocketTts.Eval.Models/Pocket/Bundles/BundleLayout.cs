namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>Ways in which Pocket TTS ONNX files are laid out in a folder.</summary>
internal enum BundleLayout
{
    /// <summary>A folder with <c>bundle.json</c> (KevinAHM 2026, lineofflight, ken107 and others).</summary>
    V2,

    /// <summary><c>onnx/flow_lm_main…</c> and <c>tokenizer.model</c>, no manifest (January 2026).</summary>
    V1,

    /// <summary><c>lm_main…</c>, <c>vocab.json</c> and <c>token_scores.json</c> (sherpa-onnx).</summary>
    Sherpa,
}
