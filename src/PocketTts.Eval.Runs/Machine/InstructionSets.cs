using System.Collections.Immutable;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>The instruction sets that matter for the speed of inference and for the sound of int8 models.</summary>
internal static class InstructionSets
{
    // names as in /proc/cpuinfo
    private static readonly ImmutableHashSet<string> s_known = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "avx", "avx2", "fma", "f16c", "avx_vnni", "avx_vnni_int8", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl", "avx512_vnni",
        "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16", "amx_fp16", "avx10",
        "asimd", "neon", "asimddp", "asimdhp", "i8mm", "bf16", "sve", "sve2", "svei8mm", "svebf16", "sme", "sme2");

    /// <summary>The known ones among the flags of <c>/proc/cpuinfo</c>, sorted.</summary>
    public static ImmutableArray<string> FromFlags(IEnumerable<string> flags) =>
        [.. flags.Where(s_known.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the runtime can tell without asking the system: fewer sets than a flags line, for systems that have none.</summary>
    public static ImmutableArray<string> FromRuntime()
    {
        (string Name, bool IsSupported)[] sets =
        [
            ("asimd", AdvSimd.IsSupported),
            ("asimddp", Dp.IsSupported),
            ("avx", Avx.IsSupported),
            ("avx2", Avx2.IsSupported),
            ("avx512bw", Avx512BW.IsSupported),
            ("avx512cd", Avx512CD.IsSupported),
            ("avx512dq", Avx512DQ.IsSupported),
            ("avx512f", Avx512F.IsSupported),
            ("avx512vl", Avx512F.VL.IsSupported),
            ("avx_vnni", AvxVnni.IsSupported),
            ("fma", Fma.IsSupported),
        ];
        return [.. sets.Where(s => s.IsSupported).Select(s => s.Name)];
    }
}
