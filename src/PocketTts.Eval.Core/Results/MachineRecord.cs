using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>The computer a timing was taken on. Unknown is null.</summary>
public sealed record MachineRecord
{
    /// <summary>Processor name as the system gives it, e.g. <c>AMD EPYC 7763</c>.</summary>
    public string? CpuBrand { get; init; }

    /// <summary>Vendor, family, model and stepping as numbers, e.g. <c>AuthenticAMD 25/1/1</c>.</summary>
    public string? CpuIdentity { get; init; }

    /// <summary>Logical processors the machine has.</summary>
    public int? LogicalCpuCount { get; init; }

    /// <summary>Processors this process may use (affinity and container limit).</summary>
    public required int UsableCpuCount { get; init; }

    /// <summary>Instruction sets that matter for speed and for int8 sound, sorted, e.g. <c>avx2</c>, <c>avx512_vnni</c>.</summary>
    public ImmutableArray<string> InstructionSets { get; init; } = [];

    /// <summary>Memory in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Operating system with version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Processor architecture, e.g. <c>X64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>.NET runtime, e.g. <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Hypervisor or container that was recognized, or null.</summary>
    public string? Virtualization { get; init; }

    /// <summary>Short hash over the fields that decide whether timings may be compared (DESIGN rule 4).</summary>
    public required string Fingerprint { get; init; }
}
