using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>A system or recognizer that is timed.</summary>
/// <param name="Id">Name in tables, with the threads where several are timed.</param>
/// <param name="SystemId">Name without the threads.</param>
/// <param name="Spec">The set-up of a system; null for a recognizer.</param>
/// <param name="RecognizerId">Written form of a recognizer, by which it is loaded; null for a system.</param>
public sealed record BenchChoice(string Id, string SystemId, SystemSpec? Spec, string? RecognizerId)
{
    /// <summary>Systems and recognizers with each number of threads.</summary>
    /// <param name="systems">Systems as written.</param>
    /// <param name="threads">Numbers of threads; empty leaves them as written.</param>
    public static IEnumerable<BenchChoice> OfSystems(IEnumerable<SystemSpec> systems, IReadOnlyCollection<int> threads) => threads.Count == 0
        ? systems.Select(s => new BenchChoice(s.Id, s.Id, s, null))
        : systems.SelectMany(s => threads, (s, n) =>
        {
            string id = FormattableString.Invariant($"{s.Id} x{n}");
            return new BenchChoice(id, s.Id, s with { Id = id, Options = s.Options.SetItem("threads", FormattableString.Invariant($"{n}")) }, null);
        });

    /// <summary>Recognizers with each number of threads.</summary>
    /// <param name="recognizers">Recognizers as written.</param>
    /// <param name="threads">Numbers of threads; empty leaves them as written.</param>
    public static IEnumerable<BenchChoice> OfRecognizers(IEnumerable<string> recognizers, IReadOnlyCollection<int> threads) => threads.Count == 0
        ? recognizers.Select(r => new BenchChoice(r, r, null, r))
        : recognizers.SelectMany(r => threads, (r, n) => new BenchChoice(FormattableString.Invariant($"{r} x{n}"), r, null, FormattableString.Invariant($"{r},threads={n}")));
}
