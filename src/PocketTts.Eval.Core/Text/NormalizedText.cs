using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Text;

/// <summary>A text after normalization.</summary>
/// <param name="Text">The normalized text as the rules leave it; may have a blank at either end.</param>
/// <param name="Words">Its words in order; empty when nothing is left.</param>
public sealed record NormalizedText(string Text, ImmutableArray<NormalizedWord> Words);
