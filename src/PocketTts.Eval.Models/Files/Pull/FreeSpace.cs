using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Room on the disk.</summary>
internal static class FreeSpace
{
    private const long Margin = 64_000_000;

    /// <summary>Refuses a fetch that the disk has no room for.</summary>
    /// <param name="root">The models folder.</param>
    /// <param name="needed">Bytes that will be written.</param>
    /// <param name="measure">Gives the free bytes of an existing folder, or null when that cannot be told.</param>
    /// <exception cref="InputException">There is not enough room.</exception>
    public static void ThrowIfShort(string root, long needed, Func<string, long?> measure)
    {
        string folder = root;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        if (measure(folder) is { } free && needed > 0 && free < needed + Margin)
        {
            throw new InputException(
                FormattableString.Invariant($"has {free / 1_000_000} MB free, but {(needed + Margin) / 1_000_000} MB are needed"),
                root,
                remedy: $"make room, or name a models folder on another disk with --models or {ModelFolders.Variable}");
        }
    }

    /// <summary>Asks the system.</summary>
    public static long? Measure(string folder)
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
}
