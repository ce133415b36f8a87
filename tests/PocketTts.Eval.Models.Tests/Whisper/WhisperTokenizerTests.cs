using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The published multilingual vocabulary, from either set of files.</summary>
public sealed class WhisperTokenizerTests
{
    private static readonly Lazy<WhisperTokenizer> FromVocabulary = new(() => WhisperTokenizer.Load(Path.GetDirectoryName(SharedFiles.Model("whisper-base/vocab.json"))!));

    public static TheoryData<string, int[]> Encodings => new()
    {
        { " Hello world", [2425, 1002] },
        { " don't", [500, 380] },
        { " The birch canoe slid on the smooth planks.", [440, 1904, 339, 47650, 1061, 327, 322, 264, 5508, 499, 14592, 13] },
        { " And so, my fellow Americans: ask not what your country can do for you.", [400, 370, 11, 452, 7177, 6280, 25, 1029, 406, 437, 428, 1941, 393, 360, 337, 291, 13] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encode_PublishedExamples_GivesTheirIds(string text, int[] ids)
    {
        Assert.Equal(ids, FromVocabulary.Value.Encode(text));
        Assert.Equal(text, FromVocabulary.Value.Decode(ids));
    }

    [Theory]
    [InlineData(" naïve café ½ — “ok”")]
    [InlineData(" 日本語のテキスト")]
    [InlineData(" 🎧👩‍🚀 x")]
    [InlineData("  two\nlines\t")]
    public void Decode_AnyText_ComesBack(string text) => Assert.Equal(text, FromVocabulary.Value.Decode(FromVocabulary.Value.Encode(text)));

    [Fact]
    public void Load_TokenizerJsonAlone_GivesTheSameIds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", File.ReadAllBytes(SharedFiles.Model("whisper-base/tokenizer.json")));
        WhisperTokenizer tokenizer = WhisperTokenizer.Load(folder.Path);
        foreach (string text in Encodings.Select(row => row.Data.Item1))
        {
            Assert.Equal(FromVocabulary.Value.Encode(text), tokenizer.Encode(text));
        }
    }

    [Fact]
    public void Load_MergesAsPairs_AreRead()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", """{"model": {"vocab": {"a": 0, "b": 1, "ab": 2, "Ġ": 3}, "merges": [["a", "b"]]}}""");
        Assert.Equal([3, 2, 0], WhisperTokenizer.Load(folder.Path).Encode(" aba"));
    }

    [Theory]
    [InlineData("{}", "model")]
    [InlineData("""{"model": {"vocab": {"a": "x"}, "merges": []}}""", "model.vocab.a")]
    [InlineData("""{"model": {"vocab": {"a": 0}, "merges": [7]}}""", "model.merges")]
    public void Load_DamagedTokenizer_NamesTheField(string json, string field)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<InputException>(() => WhisperTokenizer.Load(folder.Path));
        folder.Write("tokenizer.json", json);
        InputException e = Assert.Throws<InputException>(() => WhisperTokenizer.Load(folder.Path));
        Assert.Equal(field, e.Field);
    }

    [Theory]
    [InlineData(" It's three o'clock, isn't it?", "It's|three|o'clock,|isn't|it?")]
    [InlineData(" He said \"wait\" (twice).", "He|said|\"wait\"|(twice).")]
    [InlineData(" A well-known fact", "A|well|-known|fact")]
    [InlineData(" 🎧 on — now", "🎧|on|—|now")]
    [InlineData(" The dogs' bowl, the '90s", "The|dogs'|bowl,|the|'90s")]
    public void Split_EnglishText_GivesWordsWithTheirSigns(string text, string words)
    {
        WhisperTokenizer tokenizer = FromVocabulary.Value;
        IReadOnlyList<int> ids = tokenizer.Encode(text);
        IReadOnlyList<TokenWord> split = new WordSplitter(tokenizer, "en").Split(ids);
        Assert.Equal(words.Split('|'), split.Select(w => w.Text.Trim()));
        Assert.Equal(text, string.Concat(split.Select(w => w.Text)));
        Assert.Equal(Enumerable.Range(0, ids.Count), split.SelectMany(w => Enumerable.Range(w.Start, w.End - w.Start)));
    }

    [Fact]
    public void Split_JapaneseText_GivesCharactersWithTheirSigns()
    {
        WhisperTokenizer tokenizer = FromVocabulary.Value;
        IReadOnlyList<TokenWord> split = new WordSplitter(tokenizer, "ja").Split(tokenizer.Encode("鷗は、鳥。"));
        Assert.Equal("鷗は、鳥。", string.Concat(split.Select(w => w.Text)));
        Assert.True(split.Count >= 3);
        Assert.DoesNotContain(split, w => w.Text.Contains('\uFFFD', StringComparison.Ordinal) || w.Text is "、" or "。");
    }
}
