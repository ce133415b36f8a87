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
        Measure(phonemizer, part, 4_000);
        double small = Measure(phonemizer, part, 12_500);
        double large = Measure(phonemizer, part, 50_000);
        output.WriteLine($"'{part}': {small:F0} ms for 12.5 kB, {large:F0} ms for 50 kB");

        // four times the text; quadratic work would take sixteen times as long
        Assert.True(large < (9 * small) + 200, $"{small:F0} ms, {large:F0} ms");
    }

    private static Models.Espeak.EspeakLibrary? Espeak() => Models.Espeak.EspeakLibrary.TryLoad(out _);

    private static double Measure(IPhonemizer phonemizer, string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        var watch = Stopwatch.StartNew();
        phonemizer.Phonemize(text);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static (string Id, string Text) Read(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        string id = row.RootElement.GetProperty("id").GetString()!;
        JsonElement text = row.RootElement.GetProperty("text");
        try
        {
            return (id, text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // a lone surrogate: the reader refuses it, so take the escapes apart here
            return (id, System.Text.RegularExpressions.Regex.Replace(
                text.GetRawText().Trim('"'), @"\\u([0-9a-fA-F]{4})", m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()));
        }
    }
}
