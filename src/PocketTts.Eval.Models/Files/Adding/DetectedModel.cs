using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Adding;

/// <summary>What a folder was recognized as.</summary>
/// <param name="Engine">Engine that can use it.</param>
/// <param name="Layout">What it is, in words.</param>
/// <param name="Hints">What a user may want to know, e.g. that a load warned.</param>
internal sealed record DetectedModel(string Engine, string Layout, ImmutableArray<string> Hints);
