namespace PocketTts.Eval.Core.Results;

/// <summary>Looks into the errors of a system: rates of every kind, and where in the text they fall.</summary>
public static class ErrorProfiler
{
    private static readonly PairCache<ErrorProfile> s_known = new(Make);

    /// <summary>Profiles one system by one recognizer.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>The profile; without counted takes all counts are 0 and all rates null.</returns>
    public static ErrorProfile Of(RunResult result, string systemId, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Digest is { } digest
            ? digest.Find(systemId, recognizerId)?.Profile ?? new ErrorProfileTally().Sum()
            : s_known.Of(result, systemId, recognizerId);
    }

    private static ErrorProfile Make(RunResult result, string systemId, string recognizerId)
    {
        var tally = new ErrorProfileTally();
        int index = 0;
        foreach ((Take take, TakeScore score) in CountedScores.Of(result, systemId, recognizerId))
        {
            tally.Add(index++, take, score);
        }

        return tally.Sum();
    }
}
