namespace PocketTts.Eval.Runs.Calibration;

/// <summary>What is done to a take on purpose.</summary>
public enum FaultKind
{
    /// <summary>Nothing: the text is spoken as it is.</summary>
    Untouched,

    /// <summary>One word is not spoken.</summary>
    Skip,

    /// <summary>One word is spoken twice.</summary>
    Double,

    /// <summary>Two or three phonemes of a word of at least five letters are others.</summary>
    Mangle,

    /// <summary>The last one to four words are not spoken.</summary>
    Truncate,

    /// <summary>Four to six words in a row, not the last ones, are not spoken.</summary>
    Clause,

    /// <summary>The sound of one word is cut out.</summary>
    CutWord,

    /// <summary>The sound ends within its last word.</summary>
    CutTail,

    /// <summary>A stretch of speech is silent, or a pause of more than a second stands in it.</summary>
    Gap,

    /// <summary>One to three clicks.</summary>
    Click,

    /// <summary>A burst of noise as loud as the speech or louder.</summary>
    Noise,

    /// <summary>The sound is limited at full scale.</summary>
    Clip,
}
