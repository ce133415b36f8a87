using BenchmarkDotNet.Running;
using PocketTts.Eval.Benchmarks;
using PocketTts.Eval.Benchmarks.AudioContexts;
using PocketTts.Eval.Benchmarks.Runs;
using PocketTts.Eval.Benchmarks.Simulations;

switch (args)
{
    // comparisons that BenchmarkDotNet cannot interleave run by themselves
    case ["pocket-speed", .. var rest]:
        return PocketSpeed.Compare(rest);
    case ["pocket-overhead", .. var rest]:
        return PocketSpeed.Overhead(rest);
    case ["kokoro-overhead", .. var rest]:
        return KokoroOverhead.Run(rest);
    case ["pocket-memory", .. var rest]:
        return PocketMemory.Peak(rest);
    case ["pocket-soak", .. var rest]:
        return PocketMemory.Soak(rest);
    case ["pocket-tokenizer", .. var rest]:
        return PocketSpeed.Tokenize(rest);
    case ["simulate", .. var rest]:
        return Simulation.Run(rest);
    case ["recognizer-throughput", .. var rest]:
        return RecognizerThroughput.Run(rest);
    case ["audio-context", .. var rest]:
        return ContextExperiment.Run(rest);
    case ["whisper-overhead", .. var rest]:
        return WhisperOverhead.Run(rest);
    case ["scoring-speed", .. var rest]:
        return ScoringSpeed.Run(rest);
    case ["run-overhead", .. var rest]:
        return RunCost.Overhead(rest);
    case ["large-run", .. var rest]:
        return LargeRun.Make(rest);
    case ["peak", .. var rest]:
        return LargeRun.Peak(rest);
    case ["resume-cost", .. var rest]:
        return RunCost.Resume(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
