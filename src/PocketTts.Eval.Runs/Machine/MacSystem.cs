using System.Runtime.InteropServices;
using System.Text;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Values of macOS's <c>sysctl</c>. Null on other systems, and for names that this one does not know.</summary>
internal static class MacSystem
{
    /// <summary>A text, e.g. <c>machdep.cpu.brand_string</c>.</summary>
    public static string? Text(string name) =>
        Read(name) is { Length: > 0 } bytes && Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number of four or eight bytes, e.g. <c>hw.memsize</c>.</summary>
    public static long? Number(string name) => Read(name) switch
    {
        { Length: 4 } bytes => BitConverter.ToInt32(bytes),
        { Length: 8 } bytes => BitConverter.ToInt64(bytes),
        _ => null,
    };

    private static byte[]? Read(string name)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return null;
        }

        byte[] value = new byte[256];
        nuint length = (nuint)value.Length;
        return SysctlByName(Encoding.ASCII.GetBytes(name + "\0"), value, ref length, IntPtr.Zero, 0) == 0 ? value[..(int)length] : null;
    }

    // a source-generated import would need unsafe code allowed for the whole project, for this one call
#pragma warning disable SYSLIB1054
    [DllImport("libSystem.dylib", EntryPoint = "sysctlbyname", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SysctlByName(byte[] name, [Out] byte[] value, ref nuint length, IntPtr newValue, nuint newLength);
#pragma warning restore SYSLIB1054
}
