using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Process;

/// <summary>What the conformance check is to start.</summary>
public sealed record AdapterCheckRequest
{
    /// <summary>Program and arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>Folder it works in, or null for the current one.</summary>
    public string? Folder { get; init; }

    /// <summary>Voice, or null for the adapter's own choice.</summary>
    public string? Voice { get; init; }

    /// <summary>True for the convention of tts_longeval in place of docs/process-protocol.md.</summary>
    public bool IsExternalTts { get; init; }

    /// <summary>Options handed to the adapter, by name.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Longest wait for one answer. Default 60 s.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(60);
}
