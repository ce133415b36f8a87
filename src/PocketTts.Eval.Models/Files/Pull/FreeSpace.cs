using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Room on the disk.</summary>
public static class FreeSpace
{
    private const long Margin = 64_000_000;

    /// <summary>Free bytes of the disk on which a folder lies or will lie.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <returns>Bytes, or null when that cannot be told.</returns>
    public static long? Of(string folder) => Measure(Nearest(Path.GetFullPath(folder)));

    /// <summary>Refuses a fetch that the disk has no room for.</summary>
    /// <param name="root">The models folder.</param>
    /// <param name="needed">Bytes that will be written.</param>
    /// <param name="measure">Gives the free bytes of an existing folder, or null when that cannot be told.</param>
    /// <exception cref="InputException">There is not enough room.</exception>
    internal static void ThrowIfShort(string root, long needed, Func<string, long?> measure)
    {
        if (measure(Nearest(root)) is { } free && needed > 0 && free < needed + Margin)
        {
            throw new InputException(
                FormattableString.Invariant($"has {free / 1_000_000} MB free, but {(needed + Margin) / 1_000_000} MB are needed"),
                root,
                remedy: $"make room, or name a models folder on another disk with --models or {ModelFolders.Variable}");
        }
    }

    /// <summary>Asks the system.</summary>
    internal static long? Measure(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // the nearest folder that is there says which disk it will be
    private static string Nearest(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }
}
