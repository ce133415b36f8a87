using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>The numbers of a run without its sounds and transcripts: made from a scored run, or read from a baseline.</summary>
public sealed record ScoreTable
{
    /// <summary>How the user named it: a folder, as written.</summary>
    public required string Name { get; init; }

    /// <summary>What the run was.</summary>
    public required RunInfo Info { get; init; }

    /// <summary>What its scores were made with; null when that is not known.</summary>
    public ScoringIdentity? Scoring { get; init; }

    /// <summary>Names of the numbers of a take, in the order of <see cref="TakeFigures.Values"/>; see <see cref="Quantities"/>.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>Takes of all systems, one row a recognizer.</summary>
    public required ImmutableArray<TakeFigures> Takes { get; init; }

    /// <summary>Words that were wrong at least once.</summary>
    public ImmutableArray<WrongWord> Words { get; init; } = [];

    /// <summary>True when it was read from a baseline.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>The same with one system only.</summary>
    /// <param name="systemId">The system.</param>
    /// <returns>The smaller table.</returns>
    public ScoreTable Only(string systemId) => this with
    {
        Info = Info with { Systems = [.. Info.Systems.Where(s => string.Equals(s.Id, systemId, StringComparison.Ordinal))] },
        Takes = [.. Takes.Where(t => string.Equals(t.Key.SystemId, systemId, StringComparison.Ordinal))],
        Words = [.. Words.Where(w => string.Equals(w.SystemId, systemId, StringComparison.Ordinal))],
    };

    /// <summary>True when two tables come from one run, so that their takes were spoken in turn.</summary>
    /// <param name="other">Another table.</param>
    /// <returns>True for the same run.</returns>
    public bool IsSameRunAs(ScoreTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Info.CreatedUtc == other.Info.CreatedUtc
            && string.Equals(Info.Name, other.Info.Name, StringComparison.Ordinal)
            && string.Equals(Info.Machine.Fingerprint, other.Info.Machine.Fingerprint, StringComparison.Ordinal);
    }
}
