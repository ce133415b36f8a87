using System.Text;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Reports;

/// <summary>How every file is written: replaced as a whole, UTF-8 without a byte order mark.</summary>
internal static class ReportFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A writer of text on a stream, which it leaves open.</summary>
    public static StreamWriter Writer(Stream stream) => new(stream, s_utf8, bufferSize: 1 << 16, leaveOpen: true);

    /// <summary>Replaces a file with text.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static Task ReplaceTextAsync(string path, Func<TextWriter, Task> write, CancellationToken cancellationToken) =>
        ReplaceAsync(
            path,
            async stream =>
            {
                await using StreamWriter writer = Writer(stream);
                await write(writer);
            },
            cancellationToken);

    /// <summary>Replaces a file; the folder is made when it does not exist.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static async Task ReplaceAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + ".tmp";
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                await write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the report: {e.Message}", file: path, remedy: "choose another output folder or make this one writable", innerException: e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
