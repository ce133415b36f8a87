using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>A take whose fault is known.</summary>
/// <param name="Take">The take; its system is the voice that spoke.</param>
/// <param name="Fault">What was done to it.</param>
/// <param name="IsJudging">True when its text belongs to the half that judges; the other half sets thresholds.</param>
internal sealed record CalibrationTake(Take Take, InjectedFault Fault, bool IsJudging);
