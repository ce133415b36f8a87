using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>One opened graph and the checks that every Pocket TTS graph must pass. Owns its session.</summary>
internal sealed class GraphFile : IDisposable
{
    /// <summary>Wraps a session.</summary>
    /// <param name="path">File it came from.</param>
    /// <param name="session">The session.</param>
    public GraphFile(string path, InferenceSession session)
    {
        Path = path;
        Session = session;
    }

    /// <summary>File it came from.</summary>
    public string Path { get; }

    /// <summary>The session.</summary>
    public InferenceSession Session { get; }

    /// <summary>Positions that the file declared for caches whose capacity was made free, or null when none was.</summary>
    public int? CacheCapacity { get; init; }

    /// <summary>Sizes of the decoder's rings when they were made smaller, or null.</summary>
    public RingSize? Ring { get; init; }

    /// <summary>Inputs of the states that may share their memory with the output.</summary>
    public ImmutableHashSet<string> InPlace { get; init; } = [];

    /// <summary>Checks an input and gives its dimensions.</summary>
    /// <param name="name">Input name.</param>
    /// <param name="element">Element type it must have.</param>
    /// <param name="rank">Rank it must have.</param>
    /// <returns>Dimensions; -1 where symbolic.</returns>
    /// <exception cref="InputException">There is no such input.</exception>
    public ImmutableArray<int> Input(string name, TensorElementType element, int rank) => Check(Session.InputMetadata, "input", name, element, rank);

    /// <summary>Checks an output and gives its dimensions.</summary>
    /// <param name="name">Output name.</param>
    /// <param name="element">Element type it must have.</param>
    /// <param name="rank">Rank it must have, or null for any.</param>
    /// <returns>Dimensions; -1 where symbolic.</returns>
    /// <exception cref="InputException">There is no such output.</exception>
    public ImmutableArray<int> Output(string name, TensorElementType element, int? rank) => Check(Session.OutputMetadata, "output", name, element, rank);

    /// <summary>A complaint about this graph.</summary>
    /// <param name="field">Input, output or state it is about.</param>
    /// <param name="problem">What was found.</param>
    /// <param name="expected">What was expected.</param>
    /// <returns>The exception.</returns>
    public InputException Wrong(string field, string problem, string expected) =>
        new(problem, file: Path, field: field, expected: expected, remedy: "the file is of another model or exporter; see docs/pocket-tts.md for the layouts that are known");

    /// <inheritdoc />
    public void Dispose() => Session.Dispose();

    private ImmutableArray<int> Check(IReadOnlyDictionary<string, NodeMetadata> metadata, string side, string name, TensorElementType element, int? rank)
    {
        if (!metadata.TryGetValue(name, out NodeMetadata? found))
        {
            throw Wrong(name, $"there is no such {side}: {OnnxSignature.Describe(Session)}", $"an {side} of that name");
        }

        if (!found.IsTensor || found.ElementDataType != element || (rank is not null && found.Dimensions.Length != rank))
        {
            string dimensions = found.IsTensor ? $"{found.ElementDataType}[{string.Join(',', found.Dimensions)}]" : found.OnnxValueType.ToString();
            throw Wrong(name, $"the {side} is {dimensions}", FormattableString.Invariant($"{element} of rank {rank}"));
        }

        return [.. found.Dimensions];
    }
}
