using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;

namespace PocketTts.Eval.Models.Files.Needs;

/// <summary>Writes fetches as the commands a user types.</summary>
public static class PullCommands
{
    /// <summary>The commands for some items; items of one selection share a command.</summary>
    /// <param name="items">What is wanted.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<PullItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return [.. items
            .GroupBy(i => (Precisions: string.Join(',', i.Selection.Precisions), Voices: string.Join(',', i.Selection.Voices)))
            .Select(g => "pocket-eval models pull " + string.Join(' ', g.Select(i => i.ModelId).Distinct(StringComparer.Ordinal))
                + (g.Key.Precisions.Length > 0 ? " --precision " + g.Key.Precisions : string.Empty)
                + (g.Key.Voices.Length > 0 ? " --voices " + g.Key.Voices : string.Empty))];
    }

    /// <summary>Joins what several systems and recognizers need: the same model with the same precision once, named voices together.</summary>
    /// <param name="items">What is wanted.</param>
    public static IReadOnlyList<PullItem> Join(IEnumerable<PullItem> items) => [.. items
        .GroupBy(i => (i.ModelId, Precisions: string.Join(',', i.Selection.Precisions), HasDefaultVoices: i.Selection.Voices.IsEmpty))
        .Select(g => new PullItem(g.Key.ModelId, g.First().Selection with
        {
            Voices = [.. g.SelectMany(i => i.Selection.Voices).Distinct(StringComparer.Ordinal)],
        }))];
}
