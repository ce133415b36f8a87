using System.Text.Json;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Models.Espeak;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Corpora;

/// <summary>What only the engines' own front ends can say of the shipped texts.</summary>
public sealed class ShippedTextTests
{
    [Fact]
    public void LongSentences_TokenTags_AreTheTokenizersCounts()
    {
        string models = Path.GetDirectoryName(SharedFiles.Model("pocket-tts"))!;
        PocketTokenCounter counter = PocketTokenCounter.TryFind(new ModelFolders([models], _ => null))!;

        foreach ((string text, string[] tags) in Read("long-sentences"))
        {
            int tokens = counter.Count(text);
            string[] expected =
            [
                tokens > PocketTokenCounter.ChunkLimit ? "tokens-51-plus" : tokens > 25 ? "tokens-26-50" : "too short",
                .. tokens is >= 45 and <= 55 ? ["near-limit"] : Array.Empty<string>(),
                .. text.AsSpan().ContainsAny(",;:") ? Array.Empty<string>() : ["no-pause"],
            ];
            Assert.Equal(expected.Order(), tags.Where(t => t.StartsWith("tokens", StringComparison.Ordinal) || t is "near-limit" or "no-pause").Order());
        }
    }

    [Fact]
    public void LongSentences_Limit_IsPassedOftenEnoughToBeMeasured()
    {
        (string Text, string[] Tags)[] all = [.. Read("long-sentences")];

        Assert.InRange(all.Count(u => u.Tags.Contains("tokens-51-plus")), 40, 999);
        Assert.InRange(all.Count(u => u.Tags.Contains("near-limit")), 10, 999);
        Assert.InRange(all.Count(u => u.Tags.Contains("no-pause")), 12, 999);
    }

    [Fact]
    public void Phonemes_English_AreAllThere()
    {
        string lexicon = SharedFiles.Model("kokoro/misaki");
        IPhonemizer phonemizer = Phonemizers.CreateMisaki(EnglishVariant.Us, lexicon, EspeakLibrary.TryLoad(out _));
        var together = new PhonemeCoverage(phonemizer.Id, PhonemeInventory.American);
        var everyday = new PhonemeCoverage(phonemizer.Id, PhonemeInventory.American);
        foreach (string corpus in (string[])["everyday", "long-sentences", "numbers", "names", "few-words"])
        {
            foreach ((string text, _) in Read(corpus))
            {
                string phonemes = phonemizer.Phonemize(text).Phonemes;
                together.Add(phonemes);
                if (corpus == "everyday")
                {
                    everyday.Add(phonemes);
                }
            }
        }

        Assert.Equal(44, PhonemeInventory.American.Distinct().Count());
        Assert.Equal((44, 44), (everyday.Covered, together.Covered));
        Assert.InRange(together.Counts[0].Count, 15, int.MaxValue);
    }

    [Fact]
    public void Inventory_GoldPhonemes_AreAllInIt()
    {
        const string Silent = " \u02C8\u02CC;:,.!?\u2014\u2026\"()\u201C\u201D[]";
        IEnumerable<char> gold = File.ReadLines(SharedFiles.Golden("g2p.jsonl"))
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("us").GetString()!)
            .Where(c => !Silent.Contains(c))
            .Distinct();

        Assert.Empty(gold.Except(PhonemeInventory.American));
    }

    private static IEnumerable<(string Text, string[] Tags)> Read(string corpus) =>
        from line in File.ReadLines(Path.Combine(SharedFiles.RepositoryRoot(), "corpora", corpus, "utterances.jsonl"))
        let row = JsonDocument.Parse(line).RootElement
        select (row.GetProperty("text").GetString()!, row.GetProperty("tags").EnumerateArray().Select(t => t.GetString()!).ToArray());
}
