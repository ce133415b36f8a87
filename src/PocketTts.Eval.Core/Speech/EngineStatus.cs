using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>Whether an engine can run here.</summary>
/// <param name="Engine">Engine name.</param>
/// <param name="IsReady">True when a system of this engine can be loaded.</param>
/// <param name="Detail">What was found, or what is missing and what to do; one line.</param>
/// <param name="Voices">Voices that can be named, sorted; empty when the engine has none or none was found.</param>
public sealed record EngineStatus(string Engine, bool IsReady, string Detail, ImmutableArray<string> Voices);
