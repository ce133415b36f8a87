using System.Diagnostics;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Folder;

public sealed class RunLockTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Acquire_Held_IsRefusedAndNamesTheProcess()
    {
        using RunLock held = RunLock.Acquire(_temp.Root);

        var error = Assert.Throws<InputException>(() => RunLock.Acquire(_temp.Root));

        Assert.Contains($"another run (process {Environment.ProcessId}) works in this folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_AfterRelease_SucceedsAndNothingIsLeft()
    {
        RunLock.Acquire(_temp.Root).Dispose();
        RunLock.Acquire(_temp.Root).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(_temp.Root));
    }

    [Fact]
    public void Acquire_LeftByAProcessThatIsGone_TakesOver()
    {
        string computer;
        using (RunLock.Acquire(_temp.Root))
        {
            computer = File.ReadAllText(_temp.Of(RunLock.OwnerFileName)).Split("\"computer\":\"")[1][..12];
        }

        _temp.Write(RunLock.LockFileName, "");
        _temp.Write(RunLock.OwnerFileName, $"{{\"processId\":2147483646,\"processStartUtc\":\"2026-01-01T00:00:00+00:00\",\"computer\":\"{computer}\"}}");

        using RunLock taken = RunLock.Acquire(_temp.Root);

        Assert.Contains($"\"processId\":{Environment.ProcessId},", File.ReadAllText(_temp.Of(RunLock.OwnerFileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_LeftByAProcessThatWasKilledAndNotReaped_TakesOver()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux shows the state of a process in /proc");
        string computer;
        using (RunLock.Acquire(_temp.Root))
        {
            computer = File.ReadAllText(_temp.Of(RunLock.OwnerFileName)).Split("\"computer\":\"")[1][..12];
        }

        // the shell becomes a program that does not ask for the end of its child
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true })!;
        try
        {
            int id = int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
            using var child = Process.GetProcessById(id);
            _temp.Write(RunLock.OwnerFileName, FormattableString.Invariant($"{{\"processId\":{id},\"processStartUtc\":\"{child.StartTime.ToUniversalTime():O}\",\"computer\":\"{computer}\"}}"));
            Assert.Throws<InputException>(() => RunLock.Acquire(_temp.Root));

            child.Kill();
            while (!File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal))
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            RunLock.Acquire(_temp.Root).Dispose();
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void Acquire_SameProcessIdStartedAtAnotherTime_IsStale()
    {
        // process 1 exists on every Linux machine, but did not start in 2001
        string computer;
        using (RunLock.Acquire(_temp.Root))
        {
            computer = File.ReadAllText(_temp.Of(RunLock.OwnerFileName)).Split("\"computer\":\"")[1][..12];
        }

        _temp.Write(RunLock.OwnerFileName, $"{{\"processId\":1,\"processStartUtc\":\"2001-01-01T00:00:00+00:00\",\"computer\":\"{computer}\"}}");

        RunLock.Acquire(_temp.Root).Dispose();
    }

    [Fact]
    public void Acquire_OwnerOnAnotherComputer_IsBelieved()
    {
        _temp.Write(RunLock.OwnerFileName, "{\"processId\":42,\"processStartUtc\":\"2026-01-01T00:00:00+00:00\",\"computer\":\"000000000000\"}");

        var error = Assert.Throws<InputException>(() => RunLock.Acquire(_temp.Root));

        Assert.Contains("a run on another computer (process 42 there)", error.Message, StringComparison.Ordinal);
        Assert.Contains("delete run.owner", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    public void Acquire_UnreadableOwnerFile_DoesNotHinder(string content)
    {
        _temp.Write(RunLock.OwnerFileName, content);

        RunLock.Acquire(_temp.Root).Dispose();
    }

    [Fact]
    public void Acquire_OwnerFile_HoldsNoComputerName()
    {
        using RunLock held = RunLock.Acquire(_temp.Root);

        Assert.DoesNotContain($"\"{Environment.MachineName}\"", File.ReadAllText(_temp.Of(RunLock.OwnerFileName)), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _temp.Dispose();
}
