using System.Numerics;

namespace PocketTts.Eval.Core.Text;

/// <summary>What a word does in a number.</summary>
/// <param name="Kind">Its part.</param>
/// <param name="Value">Its value, or how often a digit is repeated; 0 for signs and units.</param>
/// <param name="Affix">What it adds before or after the digits, or null.</param>
internal sealed record NumberWord(NumberWordKind Kind, BigInteger Value, string? Affix = null)
{
    /// <summary>True for words that may stand after a decimal point: digits, teens and tens.</summary>
    public bool IsDecimal => Kind is NumberWordKind.Zero or NumberWordKind.One or NumberWordKind.Ten;
}
