using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>
/// Short hash over what decides whether timings may be compared: the first 12 hexadecimal digits of SHA-256 over the lines
/// <c>machine/1</c>, processor name, processor identity, usable processors, instruction sets joined by blanks, architecture;
/// <c>?</c> stands for unknown. Memory, operating system and runtime are recorded but not part of it.
/// </summary>
public static class MachineFingerprint
{
    /// <summary>Computes the fingerprint.</summary>
    /// <param name="machine">The machine; its own <see cref="MachineRecord.Fingerprint"/> is not looked at.</param>
    /// <returns>12 lower-case hexadecimal digits.</returns>
    public static string Compute(MachineRecord machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        string text = FormattableString.Invariant(
            $"machine/1\n{machine.CpuBrand ?? "?"}\n{machine.CpuIdentity ?? "?"}\n{machine.UsableCpuCount}\n{string.Join(' ', machine.InstructionSets)}\n{machine.Architecture}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
