using System.Diagnostics;

namespace PocketTts.Eval.Benchmarks.Runs;

/// <summary>Watches the memory of a process.</summary>
internal static class MemoryWatch
{
    /// <summary>Waits until a process ends.</summary>
    /// <param name="process">The process.</param>
    /// <param name="milliseconds">Time between two looks.</param>
    /// <param name="onLook">Is given the largest memory so far, in bytes, at each look.</param>
    /// <returns>The largest memory, in bytes.</returns>
    public static long UntilEnd(Process process, int milliseconds, Action<long>? onLook = null)
    {
        long peak = 0;
        while (!process.WaitForExit(milliseconds))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // it ended in this moment
            }

            onLook?.Invoke(peak);
        }

        return peak;
    }
}
