using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace PocketTts.Eval.Core.Results;

/// <summary>Keeps what was made of a system's takes by a recognizer, because several reports of one run ask for the same.</summary>
/// <param name="make">Makes it of a run, a system and a recognizer.</param>
internal sealed class PairCache<T>(Func<RunResult, string, string, T> make)
{
    // results do not change; a changed copy is another result
    private readonly ConditionalWeakTable<RunResult, ConcurrentDictionary<(string System, string Recognizer), T>> _known = [];

    /// <summary>What was made before, or is made now.</summary>
    public T Of(RunResult result, string systemId, string recognizerId) =>
        _known.GetOrCreateValue(result).GetOrAdd((systemId, recognizerId), (pair, run) => make(run, pair.System, pair.Recognizer), result);
}
