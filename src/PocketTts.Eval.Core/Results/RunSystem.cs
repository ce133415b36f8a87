using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Results;

/// <summary>A system of a run: as asked for, and as loaded.</summary>
/// <param name="Id">Id of the system.</param>
/// <param name="Spec">Canonical written form.</param>
/// <param name="Info">What was loaded, or null when it has not been loaded in this run folder yet.</param>
/// <param name="LoadSeconds">Wall time of loading in seconds, reading and hashing the files included, or null. What systems share is paid by the first, so it is no measure of cold start.</param>
public sealed record RunSystem(string Id, string Spec, SynthesizerInfo? Info, double? LoadSeconds);
