using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>How likely a given text is, given the audio.</summary>
/// <param name="Text">The text that was scored.</param>
/// <param name="Tokens">Its tokens with the natural log of their probability over all ids; the end-of-text token is last.</param>
/// <param name="Words">Its words with attention times and log-probability sums; empty times when the graph has no attentions.</param>
/// <param name="EndProbabilities">Probability of end-of-text before each token of <paramref name="Tokens"/>; high early values hint at cut speech.</param>
public sealed record TextScore(
    string Text,
    ImmutableArray<TranscriptToken> Tokens,
    ImmutableArray<TranscriptWord> Words,
    ImmutableArray<double> EndProbabilities)
{
    /// <summary>Natural log of P(text, end | audio): the sum over all tokens.</summary>
    public double LogProbability => Tokens.Sum(t => t.LogProbability);
}
