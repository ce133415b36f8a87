using BenchmarkDotNet.Attributes;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// What our synthesizer adds to the bare ONNX Runtime session on the same tokens: the ratio should stay under 1.03. One after the other, so a quiet computer is needed;
/// <c>kokoro-overhead</c> takes turns. Needs POCKET_EVAL_MODELS with a <c>kokoro</c> folder.
/// </summary>
[MemoryDiagnoser]
public class KokoroBenchmarks
{
    private KokoroPair _pair = null!;

    /// <summary>Which text.</summary>
    [Params("short", "long")]
    public string Text { get; set; } = "short";

    /// <summary>Threads of the session.</summary>
    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    /// <summary>Loads the same model twice: bare, and as a system.</summary>
    [GlobalSetup]
    public void Load() => _pair = KokoroPair.Open(Text == "long" ? KokoroPair.LongPhonemes : KokoroPair.ShortPhonemes, Threads);

    /// <summary>ONNX Runtime alone.</summary>
    [Benchmark(Baseline = true)]
    public int BareSession() => _pair.Bare();

    /// <summary>Our synthesizer.</summary>
    [Benchmark]
    public Task<int> Synthesizer() => _pair.OursAsync();

    /// <summary>Lets both go.</summary>
    [GlobalCleanup]
    public void Dispose() => _pair.Dispose();
}
