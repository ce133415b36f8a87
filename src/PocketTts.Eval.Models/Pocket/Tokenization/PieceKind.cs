namespace PocketTts.Eval.Models.Pocket.Tokenization;

/// <summary>What a vocabulary entry stands for; numbers as in the SentencePiece model file.</summary>
internal enum PieceKind
{
    /// <summary>Text; the only kind that takes part in matching.</summary>
    Normal = 1,

    /// <summary>The unknown piece.</summary>
    Unknown = 2,

    /// <summary>A mark without text, e.g. the end of a sequence.</summary>
    Control = 3,

    /// <summary>Text that the trainer fixed by hand.</summary>
    UserDefined = 4,

    /// <summary>One byte of UTF-8 text that no normal piece covers.</summary>
    Byte = 6,

    /// <summary>Not in use.</summary>
    Unused = 5,
}
