namespace PocketTts.Eval.Runs.Machine;

/// <summary>Clock rates of the first processor. Unknown is null; virtual machines seldom tell.</summary>
/// <param name="CurrentMegahertz">Rate at the moment of reading.</param>
/// <param name="MaximumMegahertz">Largest rate that the hardware allows.</param>
/// <param name="Governor">Linux frequency governor, e.g. <c>performance</c>.</param>
public sealed record CpuFrequency(double? CurrentMegahertz, double? MaximumMegahertz, string? Governor);
