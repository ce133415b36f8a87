using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>How a worker process is started. Two more arguments follow: the handles of its incoming and its outgoing pipe.</summary>
/// <param name="Program">Program file.</param>
/// <param name="Arguments">Arguments that make the program a worker, e.g. <c>pocket-eval.dll worker</c>.</param>
public sealed record WorkerLaunch(string Program, ImmutableArray<string> Arguments);
