using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Which utterances of a corpus a plan uses; applied in the order of the members.</summary>
public sealed record CorpusFilter
{
    /// <summary>All of them.</summary>
    public static CorpusFilter None { get; } = new();

    /// <summary>Only those with at least one of these tags, sorted; empty for any.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Only those with none of these tags, sorted.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Fewest characters (UTF-16 units) of the text, or null.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>Most characters (UTF-16 units) of the text, or null.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Number of utterances drawn from what is left, or null for all. A smaller sample of the same seed is part of a larger one.</summary>
    public int? Sample { get; init; }

    /// <summary>Seed of the draw; the plan's when null.</summary>
    public long? SampleSeed { get; init; }

    /// <summary>The first N of what is left, or null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>True when everything passes.</summary>
    [JsonIgnore]
    public bool IsNone => Describe().Length == 0;

    /// <summary>Utterances of a corpus that pass, in corpus order.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="planSeed">Seed of the draw where the filter names none.</param>
    /// <returns>The utterances; may be empty.</returns>
    public ImmutableArray<Utterance> Apply(Corpus corpus, long planSeed)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        IEnumerable<Utterance> used = corpus.Utterances.Where(u =>
            (Tags.IsEmpty || u.Tags.Any(t => Tags.Contains(t, StringComparer.Ordinal)))
            && !u.Tags.Any(t => Without.Contains(t, StringComparer.Ordinal))
            && u.Text.Length >= (MinimumLength ?? 0)
            && u.Text.Length <= (MaximumLength ?? int.MaxValue));
        if (Sample is { } count)
        {
            HashSet<string> drawn = [.. used.Select(u => (u.Id, Rank: Draw(SampleSeed ?? planSeed, corpus.Name, u.Id))).OrderBy(u => u.Rank).ThenBy(u => u.Id, StringComparer.Ordinal).Take(count).Select(u => u.Id)];
            used = used.Where(u => drawn.Contains(u.Id));
        }

        return [.. used.Take(Limit ?? int.MaxValue)];
    }

    /// <summary>What it asks for on one line; equal filters have equal lines, no filter an empty one.</summary>
    /// <returns>For example <c>tags=numbers|names,length=10..200,sample=20@1</c>.</returns>
    public string Describe()
    {
        var parts = new List<string>();
        if (!Tags.IsEmpty)
        {
            parts.Add($"tags={string.Join('|', Tags)}");
        }

        if (!Without.IsEmpty)
        {
            parts.Add($"without={string.Join('|', Without)}");
        }

        if (MinimumLength is not null || MaximumLength is not null)
        {
            parts.Add(FormattableString.Invariant($"length={MinimumLength}..{MaximumLength}"));
        }

        if (Sample is { } count)
        {
            parts.Add(FormattableString.Invariant($"sample={count}{(SampleSeed is { } seed ? $"@{seed}" : string.Empty)}"));
        }

        if (Limit is { } limit)
        {
            parts.Add(FormattableString.Invariant($"limit={limit}"));
        }

        return string.Join(',', parts);
    }

    // uniform hashes: those with the lowest rank are a sample that any machine repeats
    private static ulong Draw(long seed, string corpus, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"sample/1\n{seed}\n{corpus}\n{id}")), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
