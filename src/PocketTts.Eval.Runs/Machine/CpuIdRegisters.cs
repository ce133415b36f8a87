using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>What an x64 processor says of itself by its CPUID instruction, on any operating system. Leaves after the AMD and Intel manuals.</summary>
internal static class CpuIdRegisters
{
    /// <summary>Name of the processor (leaves 80000002 to 80000004); null on other processors.</summary>
    public static string? Brand()
    {
        const int FirstLeaf = unchecked((int)0x80000002);
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < 0x80000004)
        {
            return null;
        }

        Span<int> registers = stackalloc int[12];
        for (int i = 0; i < 3; i++)
        {
            (registers[4 * i], registers[(4 * i) + 1], registers[(4 * i) + 2], registers[(4 * i) + 3]) = X86Base.CpuId(FirstLeaf + i, 0);
        }

        return Ascii(registers);
    }

    /// <summary>Vendor, family, model and stepping in the form of <c>/proc/cpuinfo</c>'s numbers (leaves 0 and 1); null on other processors.</summary>
    public static string? Identity()
    {
        if (!X86Base.IsSupported)
        {
            return null;
        }

        (int _, int ebx, int ecx, int edx) = X86Base.CpuId(0, 0);
        return FormattableString.Invariant($"{Ascii([ebx, edx, ecx])} {Version((uint)X86Base.CpuId(1, 0).Eax)}");
    }

    /// <summary>Family/model/stepping of leaf 1's first register: the extended fields count only for the families that define them.</summary>
    internal static string Version(uint signature)
    {
        uint family = (signature >> 8) & 0xF;
        uint model = (signature >> 4) & 0xF;
        model += family is 6 or 15 ? ((signature >> 16) & 0xF) << 4 : 0;
        family += family == 15 ? (signature >> 20) & 0xFF : 0;
        return FormattableString.Invariant($"{family}/{model}/{signature & 0xF}");
    }

    private static string? Ascii(ReadOnlySpan<int> registers) =>
        System.Text.Encoding.ASCII.GetString(MemoryMarshal.AsBytes(registers)).Replace("\0", string.Empty, StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text : null;
}
