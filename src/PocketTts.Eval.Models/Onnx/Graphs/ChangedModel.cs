using System.IO.MemoryMappedFiles;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>Opens models that are changed in memory, their weights mapped from the file.</summary>
internal static class ChangedModel
{
    // since ONNX Runtime 1.19: where a model that comes from memory finds its external weights
    private const string ExternalFolderKey = "session.model_external_initializers_file_folder_path";

    /// <summary>Opens a model whose graph is changed.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="change">Changes the graph; what it throws as an <see cref="InputException"/> passes through.</param>
    /// <returns>A session; the caller disposes it.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static InferenceSession Open(string path, OnnxSessionSettings settings, Action<GraphDocument> change) => Open(path, settings, (model, options) =>
    {
        var document = GraphDocument.Read(model);
        change(document);
        return new InferenceSession(document.ToArray(), options);
    });

    /// <summary>Opens a model in a way of the caller's own.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="open">Is given the model, large weights replaced by references, and options that resolve them.</param>
    /// <returns>What <paramref name="open"/> made.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static T Open<T>(string path, OnnxSessionSettings settings, Func<byte[], SessionOptions, T> open)
    {
        bool hasOwnReferences = !OnnxSessions.ReadFacts(path).ExternalFiles.IsEmpty;
        try
        {
            // ONNX Runtime takes references to real files only, and download caches link to theirs; weights that already are in files
            // of their own stay as they are
            string real = hasOwnReferences ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            byte[] model = Read(real, !hasOwnReferences);
            using SessionOptions options = settings.Create();
            options.AddSessionConfigEntry(ExternalFolderKey, Path.GetDirectoryName(Path.GetFullPath(real))!);
            return open(model, options);
        }
        catch (Exception e) when (e is InvalidDataException or OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be used as an ONNX model: {e.Message.ReplaceLineEndings(" ")}", file: path, remedy: "fetch the file again", innerException: e);
        }
    }

    private static unsafe byte[] Read(string path, bool refersToWeights)
    {
        long length = new FileInfo(path).Length;
        if (length is 0 or > int.MaxValue)
        {
            throw new InvalidDataException(FormattableString.Invariant($"the file has {length} bytes, expected 1 to {int.MaxValue}"));
        }

        // mapped, not read: most of it is weights, which ONNX Runtime maps for itself
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            var content = new ReadOnlySpan<byte>(start + view.PointerOffset, (int)length);
            return refersToWeights ? WeightReferences.Apply(content, Path.GetFileName(path)) : content.ToArray();
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
