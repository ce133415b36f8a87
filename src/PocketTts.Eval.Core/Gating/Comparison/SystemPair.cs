using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>A system of head and the system of base that it is compared with.</summary>
/// <param name="BaseTable">Base.</param>
/// <param name="BaseSystemId">Its system.</param>
/// <param name="HeadTable">Head.</param>
/// <param name="HeadSystemId">Its system.</param>
public sealed record SystemPair(ScoreTable BaseTable, string BaseSystemId, ScoreTable HeadTable, string HeadSystemId)
{
    /// <summary>What base's system was, in the written form of a system.</summary>
    public string BaseSetup => Setup(BaseTable, BaseSystemId);

    /// <summary>What head's system was.</summary>
    public string HeadSetup => Setup(HeadTable, HeadSystemId);

    /// <summary>
    /// Matches systems by id. Two tables with one system each are matched whatever the ids.
    /// </summary>
    /// <param name="baseTable">Base.</param>
    /// <param name="headTable">Head.</param>
    /// <param name="unmatched">Systems of head without a partner.</param>
    /// <returns>The pairs in head's order.</returns>
    public static IReadOnlyList<SystemPair> Match(ScoreTable baseTable, ScoreTable headTable, out IReadOnlyList<string> unmatched)
    {
        ArgumentNullException.ThrowIfNull(baseTable);
        ArgumentNullException.ThrowIfNull(headTable);
        string[] bases = [.. baseTable.Info.Systems.Select(s => s.Id)];
        string[] heads = [.. headTable.Info.Systems.Select(s => s.Id)];
        if (bases.Length == 1 && heads.Length == 1)
        {
            unmatched = [];
            return [new SystemPair(baseTable, bases[0], headTable, heads[0])];
        }

        unmatched = [.. heads.Except(bases, StringComparer.Ordinal)];
        return [.. heads.Intersect(bases, StringComparer.Ordinal).Select(id => new SystemPair(baseTable, id, headTable, id))];
    }

    private static string Setup(ScoreTable table, string id) =>
        table.Info.Systems.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal)) is { } system
            ? system.Info is { } info ? $"{system.Spec} ({info.Engine} {info.EngineVersion}{(info.Voice is null ? string.Empty : $", voice {info.Voice}")}, {info.ThreadCount} {(info.ThreadCount == 1 ? "thread" : "threads")})" : system.Spec
            : id;
}
