using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>What reports tell of all takes of a run that has more of them than a <see cref="RunResult"/> holds.</summary>
/// <param name="TakeCount">Planned takes.</param>
/// <param name="TextCount">Texts of the plan.</param>
/// <param name="Pairs">A part for each system and recognizer, in plan order.</param>
/// <param name="Unread">Takes with sound that a recognizer could not read, by system and recognizer, in the order of the first such take.</param>
public sealed record RunDigest(
    int TakeCount, int TextCount, ImmutableArray<PairDigest> Pairs, ImmutableArray<(string SystemId, string RecognizerId, int Takes)> Unread)
{
    /// <summary>The part of a system and a recognizer.</summary>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">The recognizer.</param>
    /// <returns>The part; null when the run has no such system or recognizer.</returns>
    public PairDigest? Find(string systemId, string recognizerId) =>
        Pairs.FirstOrDefault(p => string.Equals(p.SystemId, systemId, StringComparison.Ordinal) && string.Equals(p.RecognizerId, recognizerId, StringComparison.Ordinal));
}
