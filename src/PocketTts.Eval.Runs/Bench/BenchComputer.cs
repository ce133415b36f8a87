using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>The computer as a bench sees it.</summary>
/// <param name="Host">The tool and the computer.</param>
/// <param name="Details">All that is known of it.</param>
/// <param name="ReadLoad">How busy it is now.</param>
/// <param name="Calibrate">Measures it by a fixed piece of work; null leaves that out.</param>
/// <param name="OthersRun">True when a run of this tool is going on, or was when it was looked before.</param>
public sealed record BenchComputer(RunHost Host, MachineDetails Details, Func<SystemLoad> ReadLoad, Func<CancellationToken, MachineCalibration>? Calibrate, Func<bool> OthersRun);
