using System.Globalization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>A part of a plan: the utterances whose place, counted over all corpora, leaves this shard's remainder. All their takes stay together.</summary>
/// <param name="Index">Which part, 1 to <paramref name="Count"/>.</param>
/// <param name="Count">Number of parts, 2 to 10,000.</param>
public sealed record PlanShard(int Index, int Count)
{
    private const int MaximumCount = 10_000;

    /// <summary>Reads the written form <c>INDEX/COUNT</c>.</summary>
    /// <param name="text">For example <c>2/5</c>.</param>
    /// <returns>The shard.</returns>
    /// <exception cref="InputException">The text is not of that form.</exception>
    public static PlanShard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 2 and <= MaximumCount
            && index >= 1
            && index <= count)
        {
            return new PlanShard(index, count);
        }

        throw new InputException($"cannot read the shard '{text}'", field: "--shard", expected: FormattableString.Invariant($"INDEX/COUNT with INDEX from 1 to COUNT and COUNT from 2 to {MaximumCount}"), remedy: "for example 2/5");
    }

    /// <summary>True for an utterance of this part.</summary>
    /// <param name="place">Zero-based place of the utterance, counted over all corpora of the plan.</param>
    /// <returns>Whether its takes belong here.</returns>
    public bool Holds(int place) => place % Count == Index - 1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Index}/{Count}");
}
