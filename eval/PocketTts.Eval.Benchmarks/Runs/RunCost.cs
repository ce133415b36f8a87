using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Benchmarks.Runs;

/// <summary>What the harness costs beside the models: time between takes, and time and memory of a run that finds everything done.</summary>
internal static class RunCost
{
    /// <summary>
    /// <c>run-overhead RUN</c>: from a run's own journal, the time between the line of one take and the line of the next that was not spent in the engine,
    /// as a share of the time that was. Pipes, hashing, WAV, facts of the sound and the journal are all in it; loading and warming up are not.
    /// </summary>
    public static int Overhead(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            Console.Error.WriteLine("usage: run-overhead RUN");
            return 1;
        }

        SynthesizedEntry[] takes = [.. JournalReader.ReadAll(folder, _ => { }).OfType<SynthesizedEntry>().Where(t => t.Synthesis.IsTimingEligible)];
        var shares = new List<double>();
        double model = 0, between = 0;
        for (int i = 1; i < takes.Length; i++)
        {
            double wall = takes[i].Synthesis.WallSeconds!.Value;
            double passed = (takes[i].AtUtc - takes[i - 1].AtUtc).TotalSeconds;

            // a session that ended lies between: nothing of the harness took that long
            if (passed - wall > 60)
            {
                continue;
            }

            model += wall;
            between += passed - wall;
            shares.Add((passed - wall) / wall);
        }

        shares.Sort();
        Console.WriteLine(FormattableString.Invariant(
            $"{shares.Count} takes: model {model:F2} s, harness {between:F3} s = {100 * between / model:F2} % of model time, {1000 * between / shares.Count:F2} ms a take; median share {100 * shares[shares.Count / 2]:F2} %, largest {100 * shares[^1]:F2} %"));
        return 0;
    }

    /// <summary>
    /// <c>resume-cost TIMES COMMAND…</c>: runs a command line several times; tells when it was ready to speak and to score (by its stderr), when it
    /// ended, the processor time until it was ready (which other programs disturb less) and the largest memory, of its own process, workers not included.
    /// </summary>
    public static int Resume(string[] arguments)
    {
        if (arguments.Length < 2 || !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int times))
        {
            Console.Error.WriteLine("usage: resume-cost TIMES PROGRAM ARGUMENT…");
            return 1;
        }

        for (int i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(arguments[1], arguments[2..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.BeginOutputReadLine();
            double? ready = null, scoring = null;
            process.ErrorDataReceived += (_, line) =>
            {
                ready ??= line.Data?.StartsWith("speaking", StringComparison.Ordinal) == true ? clock.Elapsed.TotalSeconds : null;
                scoring ??= line.Data?.StartsWith("scoring", StringComparison.Ordinal) == true ? clock.Elapsed.TotalSeconds : null;
            };
            process.BeginErrorReadLine();
            long atReady = 0;
            double work = 0;
            long peak = MemoryWatch.UntilEnd(process, 20, soFar =>
            {
                if (ready is not null && atReady == 0)
                {
                    atReady = soFar;
                    work = Work(process);
                }
            });
            process.WaitForExit();
            Console.WriteLine(FormattableString.Invariant(
                $"resumed after {ready:F2} s ({work:F2} s of processor time) with at most {atReady / 1e6:F0} MB; scoring after {scoring:F2} s; ended after {clock.Elapsed.TotalSeconds:F2} s with at most {peak / 1e6:F0} MB, exit code {process.ExitCode}"));
        }

        return 0;
    }

    private static double Work(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return double.NaN;
        }
    }
}
