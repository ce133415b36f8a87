using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>What an adapter says it is.</summary>
internal sealed record AdapterHello
{
    /// <summary>Name of the engine behind it.</summary>
    public required string Name { get; init; }

    /// <summary>Version of that engine; part of every take's key.</summary>
    public required string Version { get; init; }

    /// <summary>Rate of its sound in samples per second.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>True when it sends sound in chunks while it is made.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>True when the seed of a request decides its random numbers.</summary>
    public bool UsesSeed { get; init; }

    /// <summary>True when equal requests give equal sound whatever the seed.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>Threads of one synthesis, 1 to 1024.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>True when chunks are 32-bit floats, false for 16-bit integers.</summary>
    public bool IsFloat { get; init; }

    /// <summary>The voice it will use, or null when it does not say.</summary>
    public string? Voice { get; init; }

    /// <summary>Voices that can be named; empty when it does not say.</summary>
    public ImmutableArray<string> Voices { get; init; } = [];

    /// <summary>Whatever else decides the sound, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Files that decide the sound: paths, full or from the adapter's folder.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What a user should know.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];

    /// <summary>In what a process that was started again differs, or null.</summary>
    public string? DifferenceTo(AdapterHello before)
    {
        ArgumentNullException.ThrowIfNull(before);
        (string What, object Before, object Now)[] all =
        [
            ("name", before.Name, Name), ("version", before.Version, Version), ("sampleRateHz", before.SampleRateHz, SampleRateHz),
            ("seed", before.UsesSeed, UsesSeed), ("deterministic", before.IsDeterministic, IsDeterministic), ("pcm", before.IsFloat, IsFloat),
            ("voice", before.Voice ?? string.Empty, Voice ?? string.Empty),
            ("settings", Written(before.Settings), Written(Settings)),
        ];
        return all.Where(d => !d.Before.Equals(d.Now)).Select(d => FormattableString.Invariant($"{d.What} was '{d.Before}' and is '{d.Now}'")).FirstOrDefault();
    }

    private static string Written(ImmutableSortedDictionary<string, string> settings) => string.Join(',', settings.Select(s => $"{s.Key}={s.Value}"));
}
