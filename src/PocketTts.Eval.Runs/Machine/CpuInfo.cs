using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>What <c>/proc/cpuinfo</c> says. Unknown is null.</summary>
/// <param name="Brand">Name of the processor.</param>
/// <param name="Identity"><c>vendor family/model/stepping</c>, or <c>implementer/variant/part/revision</c> on Arm.</param>
/// <param name="LogicalCount">Logical processors listed; null when none is.</param>
/// <param name="Flags">Feature flags of the first processor, in file order.</param>
internal sealed record CpuInfo(string? Brand, string? Identity, int? LogicalCount, ImmutableArray<string> Flags);
