using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Onnx;

/// <summary>How ONNX Runtime runs a graph. One thread per session by default: figures are comparable and cores can be shared.</summary>
public sealed record OnnxSessionSettings
{
    /// <summary>Threads inside one operator, 1 to 256; default 1.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>
    /// Whether idle threads of the session wait actively (lower latency, but they take the cores from everybody else); default false.
    /// Without effect for one thread.
    /// </summary>
    public bool AllowSpinning { get; init; }

    /// <summary>
    /// Whether ONNX Runtime plans memory by input shape; default false, because it keeps a plan for every length it has seen.
    /// </summary>
    public bool UseMemoryPattern { get; init; }

    /// <summary>Makes the options; sequential execution, all graph optimizations, nothing written to the console.</summary>
    /// <returns>Options; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The thread count is outside its range.</exception>
    public SessionOptions Create()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ThreadCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ThreadCount, 256);
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            InterOpNumThreads = 1,
            IntraOpNumThreads = ThreadCount,
            EnableMemoryPattern = UseMemoryPattern,
            // what goes wrong comes back as an exception and becomes one line; ONNX Runtime's own lines would be a second telling
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", AllowSpinning ? "1" : "0");
        return options;
    }
}
