using System.Text;
using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Tokenization;

public sealed class UnigramTokenizerTests
{
    private const string ModelFile = "pocket-tts/english_2026-04/tokenizer.model";

    [Fact]
    public void Encode_AllGoldenRows_GivesTheReferenceIds()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model(ModelFile));
        JsonElement[] rows = GoldenRows();
        Assert.Equal(598, rows.Length);
        Assert.All(rows, row =>
        {
            string text = row.GetProperty("text").GetString()!;
            Assert.Equal(row.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32()), tokenizer.Encode(text));
        });
    }

    [Fact]
    public void Decode_AllGoldenRows_GivesTheReferenceText()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model(ModelFile));
        Assert.All(GoldenRows(), row =>
        {
            int[] ids = [.. row.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32())];
            Assert.Equal(row.GetProperty("decoded").GetString(), tokenizer.Decode(ids));
        });
    }

    [Fact]
    public void ReadPair_SherpaFiles_EncodesAsTheModelFile()
    {
        UnigramTokenizer tokenizer = VocabularyReader.ReadPair(
            SharedFiles.Model("pocket-tts/mini-sherpa/vocab.json"), SharedFiles.Model("pocket-tts/mini-sherpa/token_scores.json"));
        Assert.Equal(4000, tokenizer.Count);
        Assert.All(GoldenRows(), row => Assert.Equal(
            row.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32()), tokenizer.Encode(row.GetProperty("text").GetString()!)));
    }

    [Fact]
    public void Encode_AnyText_DecodesToItself()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model(ModelFile));
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['\u0020', '\u024f'], Gen.Const(' '), Gen.Char['\u3040', '\u30ff']), 0, 60].Sample(
            text => tokenizer.Decode(tokenizer.Encode(text)) == text, iter: 2000);
    }

    [Fact]
    public void Encode_LoneSurrogate_CountsAsReplacementCharacter()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model(ModelFile));
        Assert.Equal(tokenizer.Encode("a\ufffdb"), tokenizer.Encode("a\ud800b"));
        Assert.Equal("a\ufffd\ufffd", tokenizer.Decode([tokenizer.Encode("a")[0], 4 + 0xF0, 4 + 0x9F]));
    }

    [Fact]
    public void Encode_LongText_AllocatesTheIdsOnly()
    {
        UnigramTokenizer tokenizer = VocabularyReader.Read(SharedFiles.Model(ModelFile));
        string text = string.Join(' ', Enumerable.Repeat("The river was quiet this morning, and nobody on the bridge spoke – not a word.", 2000));
        int[] ids = tokenizer.Encode(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        tokenizer.Encode(text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, (ids.Length * 4) + 4096);
    }

    [Fact]
    public void Read_TruncatedModel_NamesTheFile()
    {
        byte[] content = File.ReadAllBytes(SharedFiles.Model(ModelFile));
        string path = Path.Combine(Path.GetTempPath(), $"pocket-{Guid.NewGuid():N}.model");
        File.WriteAllBytes(path, content[..(content.Length / 2)]);
        try
        {
            var error = Assert.Throws<Core.InputException>(() => VocabularyReader.Read(path));
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            Assert.Contains("tokenizer", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ParseModel_NoBytePieces_IsRefused()
    {
        // one normal piece "a", identity normalizer that keeps spaces
        byte[] model = [0x0A, 0x08, 0x0A, 0x01, (byte)'a', 0x15, 0, 0, 0x80, 0xBF, 0x1A, 0x02, 0x20, 0x00];
        var error = Assert.Throws<InvalidDataException>(() => VocabularyReader.ParseModel(model));
        Assert.Contains("0 byte pieces", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseTokenizerJson_SmallVocabulary_EncodesWithByteFallback()
    {
        var pieces = new List<object[]> { new object[] { "<unk>", 0.0 }, new object[] { "\u2581a", -1.5 }, new object[] { "b", -2.0 } };
        pieces.AddRange(Enumerable.Range(0, 256).Select(b => new object[] { FormattableString.Invariant($"<0x{b:X2}>"), 0.0 }));
        string json = JsonSerializer.Serialize(new { model = new { type = "Unigram", byte_fallback = true, vocab = pieces } });
        UnigramTokenizer tokenizer = VocabularyReader.ParseTokenizerJson(Encoding.UTF8.GetBytes(json));
        Assert.Equal([1, 2, 3 + 'c'], tokenizer.Encode("abc"));
    }

    private static JsonElement[] GoldenRows()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Model("pocket-tts/sentencepiece-golden.json")));
        return [.. document.RootElement.Clone().GetProperty("rows").EnumerateArray()];
    }
}
