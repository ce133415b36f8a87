using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.TestSupport;
namespace PocketTts.Eval.Models.Tests;
public sealed class ScratchTests(ITestOutputHelper output)
{
    [Fact]
    public void Scratch()
    {
        IPhonemizer p = Phonemizers.Create("misaki", EnglishVariant.Us, SharedFiles.Model("kokoro/misaki"));
        foreach (string line in File.ReadLines("/tmp/s.txt"))
        {
            PhonemizedText t = p.Phonemize(line);
            output.WriteLine($"{line}   =>   {t.Phonemes}   {string.Join(" ; ", t.Warnings.Select(w => w.Code + ": " + w.Message))}");
        }
    }
}
