namespace PocketTts.Eval.Core.Verdicts;

/// <summary>What is wrong with a take as a whole, or with a stretch of it.</summary>
public enum TakeFaultKind
{
    /// <summary>The end of the text is missing because the sound breaks off.</summary>
    Truncated,

    /// <summary>Four or more words in a row are missing before the end.</summary>
    ClauseSkipped,

    /// <summary>The sound goes on far longer than the text needs.</summary>
    RunOn,

    /// <summary>The same words come three times or more.</summary>
    Loop,

    /// <summary>Less sound than the words could be said in.</summary>
    TooShort,

    /// <summary>No sound, or nothing but silence.</summary>
    Silent,

    /// <summary>A long stretch in which hardly a word is the text's.</summary>
    Garbled,

    /// <summary>Holes in the sound, within words.</summary>
    Choppy,

    /// <summary>Clicks.</summary>
    Clicks,

    /// <summary>The sound exceeds full scale and is cut flat.</summary>
    Clipped,

    /// <summary>A pause far longer than this system makes.</summary>
    LongPause,

    /// <summary>Words of another text of the run.</summary>
    TextBleed,

    /// <summary>A word was said one or two words too early or too late.</summary>
    Transposed,
}
