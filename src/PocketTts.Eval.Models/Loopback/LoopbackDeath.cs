using System.Runtime.InteropServices;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Ways in which an engine takes its process along, for testing whoever must survive that. None of them returns.</summary>
internal static partial class LoopbackDeath
{
    private const int SegmentationFault = 11;
    private const int ExitCode = 3;

    /// <summary>As native code that meets a broken assumption.</summary>
    public static Task Abort()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.FailFast("the loopback engine was told to abort");
        }

        NativeAbort();
        return Never();
    }

    /// <summary>As native code that touches memory that is not there.</summary>
    public static Task Segfault()
    {
        if (OperatingSystem.IsWindows())
        {
            Marshal.WriteByte(unchecked((nint)0x10_0000_0000), 1);
        }

        // the runtime turns a fault of managed code into a message; the signal itself is what a native library gives
        ResetSignal(SegmentationFault, 0);
        return RaiseSignal(SegmentationFault) == 0 ? Never() : Abort();
    }

    /// <summary>As native code in an endless loop.</summary>
    public static Task Hang() => Never();

    /// <summary>As a library that ends the process.</summary>
    public static Task Exit()
    {
        if (OperatingSystem.IsWindows())
        {
            ExitProcess(ExitCode);
        }

        NativeExit(ExitCode);
        return Never();
    }

    private static Task Never()
    {
        while (true)
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void NativeAbort();

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int RaiseSignal(int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint ResetSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void NativeExit(int code);

    [LibraryImport("kernel32", EntryPoint = "ExitProcess")]
    private static partial void ExitProcess(uint code);
}
