using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>
/// Finds the model file. Without a name the first folder that has one decides, and in it: float32 (<c>kokoro-v1.0.onnx</c>, <c>model.onnx</c>,
/// <c>kokoro.onnx</c>), then 8-bit integer, then any other name, then float16 and the exotic ones (some give not-a-number on CPUs),
/// then version 0.19; files may lie in the folder or in its subfolder <c>onnx</c>.
/// </summary>
internal static class KokoroModelFiles
{
    /// <summary>Name of Kokoro's folder below a models folder.</summary>
    public const string Folder = "kokoro";

    private const string Remedy = "'pocket-eval models pull kokoro-onnx' fetches kokoro-v1.0.int8.onnx (92 MB)";

    /// <summary>Finds a model file.</summary>
    /// <param name="folders">Where models are.</param>
    /// <param name="requested">Path, file name or id of an added model, or null for the first in search order.</param>
    /// <returns>Absolute path of an existing file.</returns>
    /// <exception cref="InputException">There is none.</exception>
    public static string Find(ModelFolders folders, string? requested)
    {
        if (requested is null)
        {
            return TryFindDefault(folders) ?? throw folders.Missing(Folder, "a model (*.onnx)", Remedy);
        }

        if (IsChinese(requested))
        {
            throw new InputException($"'{requested}' is a v1.1-zh model, whose symbols have other ids", field: "model", expected: "a version 1.0 model", remedy: Remedy);
        }

        if (requested.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.IsPathRooted(requested))
        {
            return folders.TryFindFile(Folder, requested)
                ?? (File.Exists(requested) ? Path.GetFullPath(requested) : throw new InputException("no such file", requested, field: "model"));
        }

        if (folders.TryFindAdded(requested) is { } added && DefaultOf(added) is { } model)
        {
            return model;
        }

        string[] all = [.. folders.Find(Folder).SelectMany(List)];
        return Array.Find(all, p => Path.GetFileName(p) == requested)
            ?? throw folders.Missing(Folder, $"model '{requested}'", NearestName.Suggest(requested, all.Select(p => Path.GetFileName(p)).Distinct()) ?? Remedy);
    }

    /// <summary>The first model in search order, or null.</summary>
    public static string? TryFindDefault(ModelFolders folders) => folders.Find(Folder).Select(DefaultOf).FirstOrDefault(p => p is not null);

    /// <summary>The first model of one folder in search order, or null.</summary>
    /// <param name="folder">Absolute path.</param>
    public static string? DefaultOf(string folder) => List(folder)
        .Where(p => !IsChinese(p))
        .OrderBy(p => Rank(Path.GetFileName(p)))
        .ThenBy(p => p, StringComparer.Ordinal)
        .FirstOrDefault();

    private static IEnumerable<string> List(string folder) =>
        [.. FolderFiles.List(folder, "*.onnx"), .. FolderFiles.List(Path.Combine(folder, "onnx"), "*.onnx")];

    private static bool IsChinese(string path) => Has(Path.GetFileName(path), "-zh");

    private static int Rank(string name) => name switch
    {
        "kokoro-v1.0.onnx" => 0,
        "model.onnx" => 1,
        "kokoro.onnx" => 2,
        _ when Has(name, "v0_19") || Has(name, "v0.19") => 6,
        _ when Has(name, "f16") || Has(name, "fp16") || Has(name, "q4") || Has(name, "uint8") => 5,
        _ when Has(name, "int8") || Has(name, "quant") => 3,
        _ => 4,
    };

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
