using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>Finds bundles in the model folders: <c>pocket-tts</c> itself or folders below it, <c>pocket-tts/onnx</c> included.</summary>
internal static class BundleFinder
{
    /// <summary>Name of the folder of this engine's models.</summary>
    public const string Folder = "pocket-tts";

    private const string Remedy = "fetch a bundle as docs/pocket-tts.md tells, or name one with bundle=PATH";

    /// <summary>Finds the folder of a bundle.</summary>
    /// <param name="folders">Model folders.</param>
    /// <param name="bundle">Name or path, or null for the only one there is.</param>
    /// <returns>Absolute path of an existing folder.</returns>
    /// <exception cref="InputException">There is none, or several and none is named.</exception>
    public static string Find(ModelFolders folders, string? bundle)
    {
        if (bundle is not null)
        {
            string? named = folders.Find(Folder).SelectMany(root => new[] { Path.Combine(root, bundle), Path.Combine(root, "onnx", bundle) }).Prepend(bundle).FirstOrDefault(Directory.Exists)
                ?? folders.FindBelow(Folder).FirstOrDefault(f => f.Name == bundle).Path;
            return named is not null ? Path.GetFullPath(named) : throw new InputException($"no bundle '{bundle}'", field: "bundle", expected: Expected(folders), remedy: Remedy);
        }

        List<string> all = All(folders);
        return all.Count switch
        {
            1 => all[0],
            0 => throw folders.Missing(Folder, "Pocket TTS bundle", Remedy),
            _ => throw new InputException(FormattableString.Invariant($"there are {all.Count} bundles and none is named"), field: "bundle", expected: Expected(folders), remedy: "say bundle=NAME"),
        };
    }

    /// <summary>All folders that look like bundles.</summary>
    /// <param name="folders">Model folders.</param>
    /// <returns>Absolute paths, sorted within each models folder.</returns>
    public static List<string> All(ModelFolders folders)
    {
        var found = new List<string>();
        foreach (string root in folders.Find(Folder))
        {
            // a v1 bundle is a folder with onnx/ in it, so onnx/ itself must not count again
            if (BundleFiles.IsBundle(root))
            {
                found.Add(root);
                continue;
            }

            string[] parents = [root, Path.Combine(root, "onnx")];
            found.AddRange(parents.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Where(BundleFiles.IsBundle).Order(StringComparer.Ordinal));
        }

        IEnumerable<string> elsewhere = folders.FindBelow(Folder).Where(f => BundleFiles.IsBundle(f.Path) && !found.Exists(b => Path.GetFileName(b) == f.Name)).Select(f => f.Path);
        return [.. found.Concat(elsewhere).Distinct(StringComparer.Ordinal)];
    }

    private static string Expected(ModelFolders folders)
    {
        List<string> all = All(folders);
        return all.Count == 0 ? "a folder with a bundle" : string.Join(", ", all.Select(p => Path.GetFileName(p)));
    }
}
