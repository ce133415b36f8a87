namespace PocketTts.Eval.Runs.Journal;

/// <summary>Where a line stands.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Offset">First byte of the line.</param>
/// <param name="Length">Bytes of the line without its line feed.</param>
internal readonly record struct JournalPlace(string Path, long Offset, int Length);
