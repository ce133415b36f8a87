using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Kokoro.Voices;

/// <summary>A voice: one style vector of 256 values for each number of tokens.</summary>
internal sealed class KokoroVoicePack
{
    private readonly float[] _values;

    /// <summary>Wraps the values.</summary>
    /// <param name="name">Name or blend as resolved.</param>
    /// <param name="values">Rows of 256 values, one after the other.</param>
    /// <param name="files">Files it was read from.</param>
    public KokoroVoicePack(string name, float[] values, ImmutableArray<ModelFile> files)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % KokoroModel.StyleLength, 0);
        Name = name;
        _values = values;
        Files = files;
    }

    /// <summary>Name or blend as resolved, e.g. <c>af_heart</c> or <c>af_heart:0.7+af_bella:0.3</c>.</summary>
    public string Name { get; }

    /// <summary>Files it was read from, each once.</summary>
    public ImmutableArray<ModelFile> Files { get; }

    /// <summary>Rows: 510 in version 1.0, 511 in version 0.19.</summary>
    public int RowCount => _values.Length / KokoroModel.StyleLength;

    /// <summary>All rows.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One style vector.</summary>
    /// <param name="index">Zero-based row.</param>
    public ReadOnlySpan<float> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RowCount);
        return _values.AsSpan(index * KokoroModel.StyleLength, KokoroModel.StyleLength);
    }
}
