using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Notes when each non-empty piece of sound arrives.</summary>
/// <param name="time">The clock.</param>
/// <param name="start">Timestamp at which the synthesis was asked for.</param>
public sealed class ArrivalSink(TimeProvider time, long start) : IAudioSink
{
    private readonly List<ChunkArrival> _chunks = new(256);

    /// <summary>Seconds from the start to the first sound; null when the engine handed none on.</summary>
    public double? FirstSeconds => _chunks.Count > 0 ? _chunks[0].Seconds : null;

    /// <summary>The pieces in order of arrival.</summary>
    public ImmutableArray<ChunkArrival> Chunks => [.. _chunks];

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (!samples.IsEmpty)
        {
            _chunks.Add(new ChunkArrival(time.GetElapsedTime(start).TotalSeconds, samples.Length));
        }
    }
}
