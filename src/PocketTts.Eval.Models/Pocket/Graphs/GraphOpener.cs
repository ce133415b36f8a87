using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>Opens the graphs of a bundle.</summary>
internal static class GraphOpener
{
    // since ONNX Runtime 1.19: where a model that comes from memory finds its external weights
    private const string ExternalFolderKey = "session.model_external_initializers_file_folder_path";

    /// <summary>Opens a graph as it is.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile Open(string path, OnnxSessionSettings settings) => new(path, OnnxSessions.Open(path, settings));

    /// <summary>Opens the language model with caches of free capacity; see <see cref="CacheCapacityPatch"/>.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile OpenFlexible(string path, OnnxSessionSettings settings)
    {
        OnnxSessions.ReadFacts(path);
        try
        {
            (byte[] model, int? capacity) = CacheCapacityPatch.Apply(File.ReadAllBytes(path));
            if (capacity is null)
            {
                throw new InputException("the graph declares no caches [2, 1, capacity, heads, size] named state_N", file: path, expected: "the language model of a Pocket TTS bundle");
            }

            using SessionOptions options = settings.Create();
            options.AddSessionConfigEntry(ExternalFolderKey, Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new GraphFile(path, new InferenceSession(model, options)) { CacheCapacity = capacity };
        }
        catch (Exception e) when (e is InvalidDataException or OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be used as an ONNX model: {e.Message.ReplaceLineEndings(" ")}", file: path, remedy: "fetch the file again", innerException: e);
        }
    }
}
