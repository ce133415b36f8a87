namespace PocketTts.Eval.Models.Loopback;

/// <summary>What the loopback synthesizer does wrong with one word on purpose.</summary>
public enum LoopbackWordFault
{
    /// <summary>Nothing: the word is spoken as written.</summary>
    None,

    /// <summary>The word is left out.</summary>
    Skip,

    /// <summary>Another, similar word is spoken in its place, with a wrong checksum, so that it is heard with low probability.</summary>
    Mangle,

    /// <summary>The word is spoken twice.</summary>
    Repeat,

    /// <summary>A word that nobody wrote follows it.</summary>
    Insert,
}
