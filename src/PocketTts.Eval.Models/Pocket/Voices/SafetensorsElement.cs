namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>Element types of safetensors files that are read here.</summary>
internal enum SafetensorsElement
{
    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>16-bit float.</summary>
    F16,

    /// <summary>16-bit float with the exponent of a 32-bit float.</summary>
    BF16,
}
