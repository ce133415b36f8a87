using System.Collections.Immutable;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Adding;

/// <summary>A model that was added.</summary>
/// <param name="Id">Name it has from now on.</param>
/// <param name="Layout">What it was recognized as, in words.</param>
/// <param name="Model">What was noted down.</param>
/// <param name="Hints">What a user may want to know.</param>
/// <param name="Usage">How to name it, e.g. <c>--recognizer whisper-mine</c>.</param>
public sealed record AddResult(string Id, string Layout, AddedModel Model, ImmutableArray<string> Hints, string Usage);
