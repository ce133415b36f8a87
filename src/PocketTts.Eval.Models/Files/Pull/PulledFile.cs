namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>What became of one file.</summary>
/// <param name="ModelId">Model it belongs to.</param>
/// <param name="Key">Name below the models folder.</param>
/// <param name="Outcome">How it came to be here.</param>
/// <param name="Bytes">Its size; 0 when it is absent.</param>
/// <param name="Sha256">Its hash, or null when it is absent.</param>
/// <param name="Source">Where it came from, or null.</param>
/// <param name="IsNewPin">True when nobody knew its hash before: it is pinned from now on.</param>
public sealed record PulledFile(string ModelId, string Key, PullOutcome Outcome, long Bytes, string? Sha256, string? Source, bool IsNewPin);
