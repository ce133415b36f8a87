namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>Which generation of the reference package the text and stop rules follow.</summary>
internal enum TextRulesVersion
{
    /// <summary>pocket-tts 2.1.0 with the chunk prepared again before it is tokenized, as the published ONNX runtime does.</summary>
    V2,

    /// <summary>pocket-tts 4.0.1.</summary>
    V4,
}
