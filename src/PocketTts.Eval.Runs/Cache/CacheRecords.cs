using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Cache;

/// <summary>A stored take: what was made, without any timing. Its sound lies beside it under its hash.</summary>
internal sealed record CachedTake(int Version, string Key, SynthesisFacts Facts);

/// <summary>A stored transcript.</summary>
internal sealed record CachedTranscript(int Version, string Key, Transcript Transcript);

/// <summary>Stored evidence for a text.</summary>
internal sealed record CachedEvidence(int Version, string Key, TextEvidence Evidence);

/// <summary>Marks a folder as a cache, so that none is made of somebody's documents.</summary>
internal sealed record CacheMark(int Version);
