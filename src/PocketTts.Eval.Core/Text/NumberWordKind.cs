namespace PocketTts.Eval.Core.Text;

/// <summary>Parts that words play in a number.</summary>
internal enum NumberWordKind
{
    /// <summary>Zero, oh.</summary>
    Zero,

    /// <summary>One to nineteen.</summary>
    One,

    /// <summary>Ones, first.</summary>
    SuffixedOne,

    /// <summary>Twenty to ninety.</summary>
    Ten,

    /// <summary>Twenties, twentieth.</summary>
    SuffixedTen,

    /// <summary>Hundred to decillion.</summary>
    Multiplier,

    /// <summary>Hundreds, hundredth.</summary>
    SuffixedMultiplier,

    /// <summary>Minus, plus.</summary>
    SignBefore,

    /// <summary>Dollars, cents.</summary>
    UnitAfter,

    /// <summary>The first half of per cent.</summary>
    Per,

    /// <summary>Percent.</summary>
    Percent,

    /// <summary>And.</summary>
    And,

    /// <summary>Double, triple.</summary>
    Repeat,

    /// <summary>Point.</summary>
    Point,
}
