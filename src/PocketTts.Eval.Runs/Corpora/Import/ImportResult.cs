using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>What an import made.</summary>
/// <param name="Folder">Folder of the new corpus.</param>
/// <param name="Corpus">The corpus as it reads from there.</param>
/// <param name="Format">Format the source was read as.</param>
/// <param name="Reason">Why that one, or null when it was named.</param>
/// <param name="Notes">What was left out or changed, a line each.</param>
public sealed record ImportResult(string Folder, Corpus Corpus, string Format, string? Reason, ImmutableArray<string> Notes);
