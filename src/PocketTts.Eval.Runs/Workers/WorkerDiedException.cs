namespace PocketTts.Eval.Runs.Workers;

/// <summary>A worker process ended while it loaded its system.</summary>
internal sealed class WorkerDiedException(string message) : Exception(message);
