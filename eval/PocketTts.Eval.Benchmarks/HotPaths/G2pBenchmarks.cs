using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>
/// Text to Kokoro's phonemes, warm, over the shipped corpus <c>everyday</c>: our lexicon and rules against espeak-ng alone. Target: 20,000 words a second
/// (the operations of a result are words). Needs POCKET_EVAL_MODELS with the lexicon of <c>kokoro</c>, and libespeak-ng. Run it in the repository's folder.
/// </summary>
[MemoryDiagnoser]
public class G2pBenchmarks
{
    private const int Words = 2233;

    private string[] _texts = [];
    private IPhonemizer _misaki = null!;
    private IPhonemizer _espeak = null!;

    [GlobalSetup]
    public void Setup()
    {
        _texts = [.. CorpusReader.Read(Path.Combine(Corpora(), "everyday")).Utterances.Select(u => u.Text)];
        if (_texts.Sum(t => PlainWords.Split(t).Length) != Words)
        {
            throw new InvalidOperationException("the corpus has another number of words");
        }

        string lexicon = Path.GetDirectoryName(new ModelFolders([], Environment.GetEnvironmentVariable).FindFile("kokoro", "misaki/us_gold.json"))!;
        _misaki = Phonemizers.Create("misaki", EnglishVariant.Us, lexicon);
        _espeak = Phonemizers.Create("espeak", EnglishVariant.Us, null);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Words)]
    public int EspeakAlone() => _texts.Sum(t => _espeak.Phonemize(t).Words.Length);

    [Benchmark(OperationsPerInvoke = Words)]
    public int LexiconAndRules() => _texts.Sum(t => _misaki.Phonemize(t).Words.Length);

    private static string Corpora()
    {
        string? folder = Environment.CurrentDirectory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "corpora", "everyday")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("corpora/everyday"), "corpora");
    }
}
