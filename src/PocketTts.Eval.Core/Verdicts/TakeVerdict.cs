using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>What is said of one take by one recognizer.</summary>
/// <param name="Words">One verdict for each word of the compared form, in order.</param>
/// <param name="Extras">Words that the text does not have, in order.</param>
/// <param name="Faults">What is wrong with the take as a whole, in the order of <see cref="TakeFaultKind"/>.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record TakeVerdict(
    ImmutableArray<WordVerdict> Words, ImmutableArray<ExtraWords> Extras, ImmutableArray<TakeFault> Faults, Severity Severity)
{
    /// <summary>A take of a text without words in which nothing was found.</summary>
    public static TakeVerdict Empty { get; } = new([], [], [], Severity.Clean);

    /// <summary>Whether the take has a fault of that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True when it has.</returns>
    public bool Has(TakeFaultKind kind) => Faults.Any(f => f.Kind == kind);
}
