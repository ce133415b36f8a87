using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Text;

public sealed class TextChunkerTests
{
    [Theory]
    [InlineData("text-rules-2.1.json", 119)]
    [InlineData("text-rules-4.0.1.json", 121)]
    public void Split_AllGoldenRows_GivesTheReferenceChunks(string file, int rowCount)
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model("pocket-tts/english_2026-04/tokenizer.model"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Model("pocket-tts/" + file)));
        JsonElement profiles = document.RootElement.GetProperty("profiles");
        TextRulesVersion version = file.Contains("4.0", StringComparison.Ordinal) ? TextRulesVersion.V4 : TextRulesVersion.V2;
        JsonElement[] rows = [.. document.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(rowCount, rows.Length);
        Assert.All(rows, row =>
        {
            var chunker = new TextChunker(tokenizer, Rules(profiles.GetProperty(row.GetProperty("profile").GetString()!), version));
            (string prepared, ImmutableArray<TextChunk> chunks) = chunker.Split(row.GetProperty("text").GetString()!);
            if (row.TryGetProperty("error", out _))
            {
                Assert.Empty(chunks);
                return;
            }

            Assert.Equal(row.GetProperty("prepared").GetString(), prepared);
            Assert.Equal(
                row.GetProperty("chunks").EnumerateArray().Select(c => (
                    c.GetProperty("chunk").GetString(), c.GetProperty("prepared").GetString(), c.GetProperty("frames_after_eos").GetInt32(),
                    c.GetProperty("token_count").GetInt32(), c.GetProperty("max_frames").GetInt32())),
                chunks.Select(c => ((string?)c.Text, (string?)c.Prepared, c.FramesAfterEos, c.TokenIds.Length, c.MaxFrames)));
        });
    }

    [Fact]
    public void ReplacementMaps_EveryProfile_EqualTheReferenceConfiguration()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Model("pocket-tts/text-rules-4.0.1.json")));
        JsonElement profiles = document.RootElement.GetProperty("profiles");
        foreach ((string profile, string language) in new[] { ("english", "english_2026-10"), ("english_small", "english_18m_2026-10"), ("french", "french_24l"), ("spanish", "spanish") })
        {
            Assert.Equal(
                profiles.GetProperty(profile).GetProperty("replace_characters").EnumerateObject().Select(p => (p.Name, p.Value.GetString()!)).Order(),
                ReplacementMaps.For(language).Select(p => (p.Key, p.Value)).Order());
        }
    }

    [Theory]
    [InlineData("He said \"stop,\"", "He said \"stop.\"")]
    [InlineData("see the list (below),", "See the list (below).")]
    [InlineData("-", ".")]
    [InlineData("),", ").")]
    [InlineData("\u00dfx", "SSx.")]
    public void Prepare_Rules4x_TerminatesAsTheReference(string text, string expected) =>
        Assert.Equal(expected, TextPreparation.Prepare(text, new TextRules { Version = TextRulesVersion.V4 })!.Value.Text);

    [Fact]
    public void Split_TwentyThousandCharacters_KeepsEveryWord()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model("pocket-tts/english_2026-04/tokenizer.model"));
        string text = string.Concat(Enumerable.Repeat("The river was quiet, and nobody on the bridge spoke. ", 400))[..20_000];
        ImmutableArray<TextChunk> chunks = new TextChunker(tokenizer, new TextRules { Version = TextRulesVersion.V4 }).Split(text).Chunks;
        Assert.All(chunks, c => Assert.InRange(c.TokenIds.Length, 1, 50));
        Assert.Equal(PythonText.CountWords(text), chunks.Sum(c => PythonText.CountWords(c.Prepared)));
    }

    private static TextRules Rules(JsonElement profile, TextRulesVersion version) => new()
    {
        Version = version,
        PadsShortInputs = profile.GetProperty("pad_with_spaces_for_short_inputs").GetBoolean(),
        RemovesSemicolons = profile.GetProperty("remove_semicolons").GetBoolean(),
        AppendsTerminalPunctuation = !profile.TryGetProperty("append_terminal_punctuation", out JsonElement append) || append.GetBoolean(),
        CapitalizesFirstLetter = !profile.TryGetProperty("capitalize_first_letter", out JsonElement capitalize) || capitalize.GetBoolean(),
        Replacements = profile.TryGetProperty("replace_characters", out JsonElement map)
            ? map.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty,
    };
}
