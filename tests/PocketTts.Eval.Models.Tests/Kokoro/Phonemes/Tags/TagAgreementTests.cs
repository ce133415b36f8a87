using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Kokoro.Phonemes.Tags;

/// <summary>How often the tagger finds the tag that spaCy's small English model found.</summary>
public sealed class TagAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void Tag_GoldenTexts_AgreesWithSpacy()
    {
        MisakiPhonemizer phonemizer = Phonemizers.CreateMisaki(EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"), null);
        string show = Environment.GetEnvironmentVariable("POCKET_EVAL_SHOW_G2P") ?? "";
        var words = new int[2];
        var equal = new int[2];
        foreach (GoldenRow row in GoldenRow.Load())
        {
            int half = row.Index % 2;
            int at = 0;
            foreach (Token token in phonemizer.Tag(row.Text))
            {
                int found = row.Tokens.FindIndex(at, t => t.Text.Replace('’', '\'') == token.Text);
                if (found < 0 || found > at + 4)
                {
                    continue;
                }

                at = found + 1;
                string expected = row.Tokens[found].Tag switch
                {
                    "." => "END",
                    "NNPS" => "NNP",
                    "FW" or "AFX" or "XX" or "ADD" or "LS" or "SYM" or "NFP" or "_SP" => ":",
                    "RBR" or "RBS" => "RB",
                    string tag => tag,
                };
                if (expected is "END" or "," or ":" or "``" or "''" or "-LRB-" or "-RRB-" or "$" or "NFP")
                {
                    continue;
                }

                bool right = PennTags.Parse(expected) == token.Tag;
                words[half]++;
                equal[half] += right ? 1 : 0;
                if (!right && show.Contains(half == 0 ? "even" : "odd", StringComparison.Ordinal))
                {
                    output.WriteLine($"{row.Index} {token.Text}: {expected} → {token.Tag}   [{row.Text}]");
                }
            }
        }

        output.WriteLine($"even {(double)equal[0] / words[0]:P2} of {words[0]}, odd {(double)equal[1] / words[1]:P2} of {words[1]}");
        Assert.True(equal.Sum() >= 0.9 * words.Sum());
    }
}
