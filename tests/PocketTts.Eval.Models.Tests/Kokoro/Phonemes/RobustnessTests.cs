using System.Diagnostics;
using System.Text.Json;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

/// <summary>Hostile and huge texts.</summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Phonemizers.Misaki, EnglishVariant.Us)]
    [InlineData(Phonemizers.Misaki, EnglishVariant.Gb)]
    [InlineData(Phonemizers.Espeak, EnglishVariant.Gb)]
    [InlineData(Phonemizers.EspeakIpa, EnglishVariant.Us)]
    public void Phonemize_FuzzTexts_GivesOnlyKnownSymbols(string kind, EnglishVariant variant)
    {
        Assert.SkipUnless(Phonemizers.HasEspeak(out string reason), reason);
        IPhonemizer phonemizer = Phonemizers.Create(kind, variant, SharedFiles.Model("kokoro/misaki"));
        int rows = 0;
        var slowest = (Milliseconds: 0L, Id: "");
        foreach (string line in File.ReadLines(SharedFiles.Golden("fuzz-text.jsonl")))
        {
            (string id, string text) = Read(line);
            var watch = Stopwatch.StartNew();
            PhonemizedText said = phonemizer.Phonemize(text);
            if (watch.ElapsedMilliseconds > slowest.Milliseconds)
            {
                slowest = (watch.ElapsedMilliseconds, id);
            }

            Assert.True(KokoroSymbols.AreAll(said.Phonemes), id);
            Assert.All(said.Words, w => Assert.True(KokoroSymbols.AreAll(w.Phonemes), id));
            Assert.True(said.Phonemes.Length > 0 || said.Warnings.Length > 0 || string.IsNullOrWhiteSpace(text), id);
            rows++;
        }

        output.WriteLine($"{kind} {variant}: {rows} texts, slowest {slowest.Id} {slowest.Milliseconds} ms");
        Assert.Equal(481, rows);
    }

    [Theory]
    [InlineData("1/")]
    [InlineData("aB")]
    [InlineData("a-")]
    [InlineData("(\"'")]
    [InlineData("'d")]
    [InlineData("1,2.")]
    [InlineData("read the close wind ")]
    [InlineData("xkqzv ")]
    [InlineData("é́")]
    [InlineData("[a](")]
    [InlineData("$1-")]
    [InlineData("a.B")]
    public void Phonemize_LongText_TakesLinearTime(string part)
    {
        IPhonemizer phonemizer = Phonemizers.CreateMisaki(EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"), Espeak());
        Measure(phonemizer, part, 2_000);
        double small = Measure(phonemizer, part, 5_000);
        double large = Measure(phonemizer, part, 20_000);
        output.WriteLine($"'{part}': {small:F0} ms for 5 kB, {large:F0} ms for 20 kB");

        // four times the text; quadratic work would take sixteen times as long; the constant is for a busy machine
        Assert.True(large < (8 * small) + 300, $"{small:F0} ms, {large:F0} ms");
    }

    private static Models.Espeak.EspeakLibrary? Espeak() => Models.Espeak.EspeakLibrary.TryLoad(out _);

    private static double Measure(IPhonemizer phonemizer, string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        double best = double.MaxValue;
        for (int i = 0; i < 2; i++)
        {
            var watch = Stopwatch.StartNew();
            phonemizer.Phonemize(text);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static (string Id, string Text) Read(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        string id = row.RootElement.GetProperty("id").GetString()!;
        return row.RootElement.TryGetProperty("text", out JsonElement text)
            ? (id, text.GetString()!)
            : (id, string.Concat(row.RootElement.GetProperty("utf16").EnumerateArray().Select(u => (char)u.GetInt32())));
    }
}
