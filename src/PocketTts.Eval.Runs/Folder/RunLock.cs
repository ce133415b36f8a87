using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>
/// Keeps a second run out of a folder. The operating system's lock on <c>run.lock</c> decides and ends with the process, so a
/// killed run leaves no stale one. <c>run.owner</c> says who holds it; where the file system knows no locks (some network
/// shares) it decides alone: an owner on this computer whose process has ended is stale, one on another computer is believed.
/// </summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>Name of the locked file.</summary>
    public const string LockFileName = "run.lock";

    /// <summary>Name of the file that names the owner.</summary>
    public const string OwnerFileName = "run.owner";

    private readonly FileStream _stream;
    private readonly string _ownerPath;

    private RunLock(FileStream stream, string ownerPath)
    {
        _stream = stream;
        _ownerPath = ownerPath;
    }

    /// <summary>Locks a folder.</summary>
    /// <exception cref="InputException">Another run works in it.</exception>
    public static RunLock Acquire(string folder)
    {
        string lockPath = Path.Combine(folder, LockFileName);
        string ownerPath = Path.Combine(folder, OwnerFileName);
        FileStream stream;
        try
        {
            stream = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException problem) when (File.Exists(lockPath) && problem is not DirectoryNotFoundException)
        {
            throw Occupied(folder, ReadOwner(ownerPath), problem);
        }

        try
        {
            LockOwner self = Self();
            if (ReadOwner(ownerPath) is { } owner && IsAlive(owner, self))
            {
                throw Occupied(folder, owner, null);
            }

            AtomicFile.Write(ownerPath, JsonSerializer.SerializeToUtf8Bytes(self, RunJson.Context.LockOwner));
            return new RunLock(stream, ownerPath);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>True while a run works in a folder, as far as can be seen without taking the lock.</summary>
    public static bool IsHeld(string folder)
    {
        string path = Path.Combine(folder, LockFileName);
        if (!File.Exists(path))
        {
            return ReadOwner(Path.Combine(folder, OwnerFileName)) is { } owner && IsAlive(owner, Self());
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_ownerPath);
        _stream.Dispose();
    }

    private static InputException Occupied(string folder, LockOwner? owner, Exception? inner)
    {
        string who = owner is null ? "another run"
            : owner.Computer == Self().Computer ? FormattableString.Invariant($"another run (process {owner.ProcessId})")
            : FormattableString.Invariant($"a run on another computer (process {owner.ProcessId} there)");
        return new InputException(
            $"{who} works in this folder",
            folder,
            field: "--out",
            remedy: inner is null ? $"wait for it, or name another folder; if it was cut off, delete {OwnerFileName}" : "wait for it, or name another folder",
            innerException: inner);
    }

    private static LockOwner? ReadOwner(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Context.LockOwner);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static LockOwner Self()
    {
        using Process process = Process.GetCurrentProcess();
        string computer = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)))[..12];
        return new LockOwner(Environment.ProcessId, new DateTimeOffset(process.StartTime.ToUniversalTime()), computer);
    }

    // we hold the system's lock: our own process as owner means the file system has none, or a leftover of this very process
    private static bool IsAlive(LockOwner owner, LockOwner self)
    {
        if (owner.Computer != self.Computer)
        {
            return true;
        }

        if (owner.ProcessId == self.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(owner.ProcessId);
            return (process.StartTime.ToUniversalTime() - owner.ProcessStartUtc.UtcDateTime).Duration() < TimeSpan.FromSeconds(2) && !IsZombie(owner.ProcessId);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    // a killed process keeps its id until its parent asks for its end, which the first process of many containers never does; the state follows the name, which may hold anything, in brackets
    private static bool IsZombie(int processId)
    {
        string stat = SystemFiles.Text(FormattableString.Invariant($"/proc/{processId}/stat"));
        int end = stat.LastIndexOf(')');
        return end >= 0 && stat.AsSpan(end + 1).TrimStart() is ['Z' or 'X', ..];
    }
}
