using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>One word of a text and what will be heard for it.</summary>
/// <param name="Written">The word as written, punctuation included.</param>
/// <param name="Fault">What is done to it.</param>
/// <param name="Spoken">The words that are spoken for it: none when skipped, two when repeated or followed by an insertion.</param>
public sealed record LoopbackPlannedWord(string Written, LoopbackWordFault Fault, ImmutableArray<string> Spoken);
