using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>
/// Lets one process at a time do a thing. The operating system's lock on a file decides and ends with the process, so a killed
/// process leaves no stale lock. The file stays: deleting it could take the lock from somebody who has just opened it.
/// </summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>Name of the folder of lock files.</summary>
    public const string Folder = ".locks";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Name of the lock file for a thing, whatever characters its name has.</summary>
    /// <param name="thing">What is locked.</param>
    /// <param name="ending">How the name ends.</param>
    public static string NameFor(string thing, string ending) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(thing)))[..16] + ending;

    /// <summary>Waits until the lock is ours.</summary>
    /// <param name="path">File to lock; its folder is made.</param>
    /// <param name="time">Clock of the waiting.</param>
    /// <param name="onWait">Called once when another process holds it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lock; disposing it lets the next one in.</returns>
    /// <exception cref="InputException">The file cannot be opened at all.</exception>
    public static async Task<FileLock> AcquireAsync(string path, TimeProvider time, Action onWait, CancellationToken cancellationToken)
    {
        bool told = false;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                if (!told)
                {
                    told = true;
                    onWait();
                }

                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"cannot be written ({e.Message})", path, remedy: $"name a models folder you may write to with --models or {ModelFolders.Variable}", innerException: e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
