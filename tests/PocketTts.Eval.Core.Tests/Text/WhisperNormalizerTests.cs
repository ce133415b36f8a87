using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Text;

public sealed class WhisperNormalizerTests
{
    private static readonly ITextNormalizer s_english = new WhisperEnglishNormalizer();

    private static readonly ITextNormalizer[] s_all =
    [
        s_english,
        new WhisperBasicNormalizer(),
        new WhisperBasicNormalizer(removesDiacritics: true),
        new WhisperBasicNormalizer(splitsLetters: true),
    ];

    [Theory]
    [InlineData("english", 785)]
    [InlineData("basic", 785)]
    [InlineData("basic_nodiacritics", 785)]
    [InlineData("basic_split_letters", 99)]
    public void Normalize_EveryGoldenRow_EqualsWhisper(string field, int expectedRows)
    {
        ITextNormalizer normalizer = field switch
        {
            "english" => s_english,
            "basic" => s_all[1],
            "basic_nodiacritics" => s_all[2],
            _ => s_all[3],
        };
        List<string> wrong = [];
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("whisper-normalizer.jsonl"))
        {
            if (!row.TryGetProperty(field, out JsonElement expected))
            {
                continue;
            }

            string actual = normalizer.Normalize(row.Text("text")).Text;
            if (!string.Equals(expected.GetString(), actual, StringComparison.Ordinal))
            {
                wrong.Add($"{row.Text("id")} '{row.Text("text")}': '{expected.GetString()}' but '{actual}'");
            }

            rows++;
        }

        Assert.Empty(wrong);
        Assert.Equal(expectedRows, rows);
    }

    // published examples of the normalizer's authors
    [Theory]
    [InlineData("nineteen ninety nine", "1999")]
    [InlineData("two point five million", "2500000")]
    [InlineData("two double o eight", "2008")]
    [InlineData("one triple oh one", "10001")]
    [InlineData("thirty three thousand and three hundred and thirty third", "33333rd")]
    [InlineData("nineteen fifties", "1950s")]
    [InlineData("july third twenty twenty", "july 3rd 2020")]
    [InlineData("two dollars and seventy cents", "$2.70")]
    [InlineData("$0.36", "\u00A236")]
    [InlineData("he's like", "he is like")]
    [InlineData("Mr. Park visited Assoc. Prof. Kim Jr.", "mister park visited associate professor kim junior")]
    public void Normalize_English_EqualsPublishedExamples(string text, string expected) =>
        Assert.Equal(expected, s_english.Normalize(text).Text.Trim());

    [Theory]
    [InlineData("I don't know", "i:0-1 do:2-4 not:4-7 know:8-12")]
    [InlineData("It costs one hundred and five dollars!", "it:0-2 costs:3-8 $105:9-37")]
    [InlineData("an mp3, uh, file", "an:0-2 mp:3-5 3:5-6 file:12-16")]
    [InlineData("Dr. Colour\u2014blind", "doctor:0-2 color:4-10 blind:11-16")]
    [InlineData("\u00BD caf\u00E9", "one:0-1 2:0-1 cafe:2-6")]
    [InlineData("five and a half (or so) cups", "5.5:0-15 cups:24-28")]
    public void Normalize_English_KeepsSpans(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', s_english.Normalize(text).Words.Select(w => FormattableString.Invariant($"{w.Text}:{w.Start}-{w.End}"))));

    [Fact]
    public void Normalize_EveryFuzzRow_GivesSoundWords()
    {
        int rows = 0;
        long start = Stopwatch.GetTimestamp();
        foreach ((string text, _) in FuzzTexts.Read())
        {
            Assert.All(s_all, n => AssertSound(text, n.Normalize(text)));
            rows++;
        }

        Assert.Equal(FuzzTexts.Count, rows);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(40), "no rule is quadratic");
    }

    [Theory]
    [InlineData("five ")]
    [InlineData("one one million ")]
    [InlineData("<")]
    [InlineData("(")]
    [InlineData("1")]
    [InlineData("and a half ")]
    [InlineData("  ")]
    [InlineData("'s been")]
    [InlineData("a1")]
    [InlineData("\u0301\u0316")]
    [InlineData("point five ")]
    public void Normalize_OneThingForever_EndsSoon(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 20_000));
        long start = Stopwatch.GetTimestamp();

        AssertSound(text, s_english.Normalize(text));

        // a quadratic rule takes minutes; the bound leaves room for a busy machine
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), Stopwatch.GetElapsedTime(start).ToString());
    }

    [Fact]
    public void Normalize_AnyText_GivesSoundWords()
    {
        string[] pieces =
        [
            "one", "twenty", "hundred", "and", "a", "half", "point", "double", "oh", "$", "5", "cents", "percent", "'s", "n't", "(", ")", "<", "]",
            " ", " ", " ", ".", ",", "1", "\u00E9", "\u0301", "\u00BD", "\u0130", "\u03A3", "\uD83D\uDE00", "\uD800", "st", "minus", "third", "\t",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 14].Sample(
            indices =>
            {
                string text = string.Concat(indices.Select(i => pieces[i]));
                Assert.All(s_all, n => AssertSound(text, n.Normalize(text)));
            },
            iter: 4_000);
    }

    [Fact]
    public void Sha256_OfEachNormalizer_IsItsOwn()
    {
        Assert.All(s_all, n => Assert.Matches("^[0-9a-f]{64}$", n.Sha256));
        Assert.Equal(s_all.Length, s_all.Select(n => n.Sha256).Distinct().Count());
        Assert.Equal(s_all.Length, s_all.Select(n => n.Id).Distinct().Count());
    }

    private static void AssertSound(string original, NormalizedText text)
    {
        int start = 0;
        foreach (NormalizedWord word in text.Words)
        {
            Assert.NotEmpty(word.Text);
            Assert.InRange(word.Start, start, original.Length - 1);
            Assert.InRange(word.End, word.Start + 1, original.Length);
            start = word.Start;
        }

        Assert.Equal(
            text.Words.Select(w => w.Text),
            text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Split('\u001C', '\u001D', '\u001E', '\u001F')).Where(w => w.Length > 0));
    }
}
