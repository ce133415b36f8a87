using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>What was found word by word.</summary>
/// <param name="Words">A verdict for each word.</param>
/// <param name="Extras">Words that the text does not have.</param>
/// <param name="Edits">The alignment that errors were named by.</param>
/// <param name="Moved">Words that were said in another place.</param>
/// <param name="Repeats">Words that were said again.</param>
internal sealed record WordFindings(
    ImmutableArray<WordVerdict> Words, ImmutableArray<ExtraWords> Extras, ImmutableArray<Edit> Edits, ImmutableArray<MovedWord> Moved, ImmutableArray<RepeatedRun> Repeats);
