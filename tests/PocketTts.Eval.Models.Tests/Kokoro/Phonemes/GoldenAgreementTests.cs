using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes;

/// <summary>How far the front end says what misaki 0.9.4 says; the rules were written against the even rows only.</summary>
public sealed class GoldenAgreementTests(ITestOutputHelper output)
{
    private const string ShowVariable = "POCKET_EVAL_SHOW_G2P";

    [Theory]
    [InlineData(EnglishVariant.Us)]
    [InlineData(EnglishVariant.Gb)]
    public void Phonemize_GoldenTexts_AgreesWithMisaki(EnglishVariant variant)
    {
        IPhonemizer phonemizer = Phonemizers.Create(Phonemizers.Misaki, variant, SharedFiles.Model("kokoro/misaki"));
        Assert.SkipUnless(Phonemizers.HasEspeak(out string reason), reason);
        List<GoldenRow> rows = GoldenRow.Load();
        Assert.Equal(177, rows.Count);

        double symbols = Measure(phonemizer, variant, rows, withStress: false);
        double stressed = Measure(phonemizer, variant, rows, withStress: true);
        Assert.True(symbols >= 0.985, $"{variant}: {symbols:P2} of words have misaki's symbols");
        Assert.True(stressed >= 0.96, $"{variant}: {stressed:P2} of words have misaki's symbols and stress");
    }

    private double Measure(IPhonemizer phonemizer, EnglishVariant variant, List<GoldenRow> rows, bool withStress)
    {
        string show = Environment.GetEnvironmentVariable(ShowVariable) ?? "";
        var words = new int[2];
        var equal = new int[2];
        foreach (GoldenRow row in rows)
        {
            string expected = variant == EnglishVariant.Us ? row.Us : row.Gb;
            string actual = phonemizer.Phonemize(row.Text).Phonemes;
            WordAgreement agreement = WordAgreement.Of(expected, actual, withStress);
            int half = row.Index % 2;
            words[half] += agreement.Words;
            equal[half] += agreement.Equal;
            if (withStress && show.Contains(half == 0 ? "even" : "odd", StringComparison.Ordinal))
            {
                foreach (string difference in agreement.Differences)
                {
                    output.WriteLine($"{row.Index} {difference}   [{row.Text}]");
                }
            }
        }

        string kind = withStress ? "symbols and stress" : "symbols";
        output.WriteLine(
            $"{variant} {kind}: all {(double)(equal[0] + equal[1]) / (words[0] + words[1]):P2} of {words[0] + words[1]}, "
            + $"even {(double)equal[0] / words[0]:P2}, odd {(double)equal[1] / words[1]:P2}");
        return (double)(equal[0] + equal[1]) / (words[0] + words[1]);
    }
}
