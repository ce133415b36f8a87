using System.IO.MemoryMappedFiles;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>Opens the graphs of a bundle, and others that are changed in memory.</summary>
internal static class GraphOpener
{
    // since ONNX Runtime 1.19: where a model that comes from memory finds its external weights
    private const string ExternalFolderKey = "session.model_external_initializers_file_folder_path";

    /// <summary>Opens a graph as it is, its weights mapped.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile Open(string path, OnnxSessionSettings settings) => Open(path, settings, freesCapacity: false, null);

    /// <summary>
    /// Opens the language model with caches of free capacity and fewer copies of them; see <see cref="CacheCapacityPatch"/>,
    /// <see cref="SliceFirst"/> and <see cref="CacheWriteMerge"/>.
    /// </summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile OpenFlexible(string path, OnnxSessionSettings settings) => Open(path, settings, freesCapacity: true, null);

    /// <summary>Opens the decoder with rings that are no larger than needed; see <see cref="DecoderRingPatch"/>.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="framesPerCall">Most frames of one call.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile OpenDecoder(string path, OnnxSessionSettings settings, int framesPerCall) => Open(path, settings, freesCapacity: false, framesPerCall);

    /// <summary>Opens a graph that is changed in memory, its weights mapped.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="change">Changes the graph; what it throws as an <see cref="InputException"/> passes through.</param>
    /// <returns>A session; the caller disposes it.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static InferenceSession OpenChanged(string path, OnnxSessionSettings settings, Action<GraphDocument> change) => Guarded(path, (real, hasOwnReferences) =>
    {
        var document = GraphDocument.Read(Patch(real, !hasOwnReferences, freesCapacity: false).Model);
        change(document);
        using SessionOptions options = Options(real, settings);
        return new InferenceSession(document.ToArray(), options);
    });

    private static GraphFile Open(string path, OnnxSessionSettings settings, bool freesCapacity, int? framesPerCall) => Guarded(path, (real, hasOwnReferences) =>
    {
        (byte[] model, int? capacity) = Patch(real, !hasOwnReferences, freesCapacity);
        if (freesCapacity && capacity is null)
        {
            throw new InputException("the graph declares no caches [2, 1, capacity, heads, size] named state_N", file: path, expected: "the language model of a Pocket TTS bundle");
        }

        using SessionOptions options = Options(real, settings);
        if (!freesCapacity && framesPerCall is null)
        {
            return new GraphFile(path, new InferenceSession(model, options));
        }

        var document = GraphDocument.Read(model);
        RingSize? ring = framesPerCall is { } frames ? DecoderRingPatch.Apply(document, frames) : null;
        if (freesCapacity)
        {
            SliceFirst.Apply(document);
            CacheWriteMerge.Apply(document);
        }

        return new GraphFile(path, new InferenceSession(document.ToArray(), options)) { CacheCapacity = capacity, Ring = ring, InPlace = InPlaceStates.Find(document) };
    });

    // open is given the real file and whether its weights are in files of their own already
    private static T Guarded<T>(string path, Func<string, bool, T> open)
    {
        bool hasOwnReferences = !OnnxSessions.ReadFacts(path).ExternalFiles.IsEmpty;
        try
        {
            // ONNX Runtime takes references to real files only, and download caches link to theirs; weights that already are in files
            // of their own stay as they are
            return open(hasOwnReferences ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path, hasOwnReferences);
        }
        catch (Exception e) when (e is InvalidDataException or OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be used as an ONNX model: {e.Message.ReplaceLineEndings(" ")}", file: path, remedy: "fetch the file again", innerException: e);
        }
    }

    private static SessionOptions Options(string real, OnnxSessionSettings settings)
    {
        SessionOptions options = settings.Create();
        options.AddSessionConfigEntry(ExternalFolderKey, Path.GetDirectoryName(Path.GetFullPath(real))!);
        return options;
    }

    private static unsafe (byte[] Model, int? Capacity) Patch(string path, bool refersToWeights, bool freesCapacity)
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
            return CacheCapacityPatch.Apply(new ReadOnlySpan<byte>(start + view.PointerOffset, (int)length), refersToWeights ? Path.GetFileName(path) : null, freesCapacity);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
