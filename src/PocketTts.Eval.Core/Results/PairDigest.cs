using System.Collections.Immutable;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>What is told of all takes of one system by one recognizer.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="RecognizerId">The recognizer.</param>
/// <param name="Profile">As <see cref="ErrorProfiler.Of"/> gives it.</param>
/// <param name="Words">As <see cref="WordTally.Of(RunResult, string, string)"/> gives them.</param>
/// <param name="Faults">As <see cref="WordFaultTally.Of(RunResult, string, string)"/> gives them.</param>
/// <param name="Utterances">As <see cref="UtteranceTally.Of(RunResult, string, string)"/> gives them.</param>
public sealed record PairDigest(
    string SystemId,
    string RecognizerId,
    ErrorProfile Profile,
    ImmutableArray<WordTrouble> Words,
    ImmutableArray<WordFaults> Faults,
    ImmutableArray<UtteranceTrouble> Utterances);
