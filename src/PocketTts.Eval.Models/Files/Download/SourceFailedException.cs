namespace PocketTts.Eval.Models.Files.Download;

/// <summary>A source cannot give the file; another one may.</summary>
internal sealed class SourceFailedException(string message, Exception? inner = null) : Exception(message, inner);
