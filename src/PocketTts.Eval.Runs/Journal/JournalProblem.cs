namespace PocketTts.Eval.Runs.Journal;

/// <summary>A journal line that does not count.</summary>
/// <param name="File">File name of the journal.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="IsTornTail">True for an unfinished last line: the normal trace of a killed run.</param>
public sealed record JournalProblem(string File, int Line, string Message, bool IsTornTail);
