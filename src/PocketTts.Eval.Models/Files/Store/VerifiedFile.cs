namespace PocketTts.Eval.Models.Files.Store;

/// <summary>One file that was looked at.</summary>
/// <param name="ModelId">Model it belongs to.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Outcome">How it compares.</param>
/// <param name="Expected">Hash it should have, or null when unknown.</param>
/// <param name="Found">Hash it has, or null when it is not here.</param>
/// <param name="Bytes">Its size; 0 when it is not here.</param>
public sealed record VerifiedFile(string ModelId, string Path, VerifyOutcome Outcome, string? Expected, string? Found, long Bytes);
