using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Models.Pocket;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Prints the measures of corpora.</summary>
internal static class CorpusStatsView
{
    private const int RarestShown = 4;
    private const int PairsShown = 10;

    /// <summary>Prints everything.</summary>
    public static void Print(TextWriter output, StatsRow[] rows, TogetherRow together)
    {
        foreach (StatsRow row in rows)
        {
            output.WriteLine($"{row.Name} ({row.Language}): {row.Utterances} texts, {row.Words} words ({row.DistinctWords} different), {row.Characters} characters, about {row.EstimatedSeconds / 60:F1} min of speech");
            output.WriteLine($"  words a text: {row.ShortestWords} to {row.LongestWords}, median {row.MedianWords}; {row.WithAcceptedForms} texts with accepted forms{(row.WithPrompt > 0 ? $", {row.WithPrompt} with a voice to clone" : string.Empty)}");
            if (row.Tokens is { } tokens)
            {
                output.WriteLine($"  Pocket TTS tokens a text: {tokens.Fewest} to {tokens.Most}, median {tokens.Median}; {tokens.Over25} texts over 25, {tokens.Over50} over {PocketTokenCounter.ChunkLimit}");
            }

            if (row.Phonemes is { } phonemes)
            {
                output.WriteLine($"  phonemes: {Describe(phonemes)}");
            }

            output.WriteLine($"  tags: {string.Join(", ", row.Tags.Select(t => $"{t.Key} {t.Value}"))}");
        }

        PrintTogether(output, together);
    }

    /// <summary>Coverage in a line: what the card says.</summary>
    public static string Describe(PhonemeRow row) =>
        FormattableString.Invariant($"{row.Covered} of {row.Inventory}, {row.Total} in all, {row.DistinctPairs} different pairs; rarest {string.Join(", ", row.Rarest.Select(r => $"{r.Key} {r.Value}"))} ({row.Phonemizer})");

    /// <summary>Coverage for JSON; null stays null.</summary>
    public static PhonemeRow? ToRow(PhonemeCoverage? coverage) => coverage is null
        ? null
        : new PhonemeRow(
            coverage.Phonemizer, coverage.Covered, coverage.InventorySize, coverage.Total, coverage.DistinctPairs,
            coverage.Counts.Take(RarestShown).ToDictionary(c => c.Phoneme.ToString(), c => c.Count));

    /// <summary>Token counts for JSON; null stays null.</summary>
    public static TokenRow? ToRow(int[]? counts)
    {
        if (counts is null)
        {
            return null;
        }

        Array.Sort(counts);
        return new TokenRow(counts[0], counts[(counts.Length - 1) / 2], counts[^1], counts.Count(c => c > PocketTokenCounter.ChunkLimit / 2), counts.Count(c => c > PocketTokenCounter.ChunkLimit));
    }

    private static void PrintTogether(TextWriter output, TogetherRow together)
    {
        output.WriteLine($"together: {together.Corpora} corpora, {together.Utterances} texts, {together.Words} words");
        if (together.Phonemes is { } phonemes)
        {
            output.WriteLine($"  phonemes: {Describe(phonemes)}");
        }

        int over = together.MostAlike.Count(p => p.Similarity > together.AlikeLimit);
        output.WriteLine($"  near-duplicates (edit similarity over {together.AlikeLimit:F2}): {over}; word runs of five that occur in two texts: {together.SharedRuns}");
        foreach (NearDuplicate pair in together.MostAlike.Take(PairsShown))
        {
            output.WriteLine($"  {pair.Similarity:F2}  {pair.First}  {pair.Second}");
        }
    }
}
