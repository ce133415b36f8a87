using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>Writing and reading a journal of 1,000 takes: ours (checksums, every line handed over at once) against appended lines of plain JSON.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int Takes = 1_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("pocket-eval-bench-").FullName;
    private SynthesizedEntry[] _entries = [];

    [GlobalSetup]
    public void Setup()
    {
        _entries = [.. Enumerable.Range(0, Takes).Select(i => new SynthesizedEntry
        {
            Take = new TakeKey("kokoro", "everyday", FormattableString.Invariant($"everyday-{i:D4}"), 0),
            Key = FormattableString.Invariant($"{i:x64}"),
            Attempt = 1,
            Seed = i,
            AtUtc = DateTimeOffset.UnixEpoch.AddSeconds(i),
            Synthesis = new SynthesisFacts { AudioSha256 = FormattableString.Invariant($"{i:x64}"), SampleRateHz = 24_000, AudioSeconds = 2.5, WallSeconds = 1.25, CpuSeconds = 1.2, IsTimingEligible = true, Peak = .5, Phonemes = "həlˈO wˈɜɹld." },
        })];
        Write(Path.Combine(_folder, "journal.jsonl"));
        File.WriteAllLines(Path.Combine(_folder, "plain.jsonl"), _entries.Select(e => JsonSerializer.Serialize(e.Synthesis)));
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(OperationsPerInvoke = Takes)]
    public void AppendPlainLines()
    {
        string path = Path.Combine(_folder, "appended-plain.jsonl");
        File.Delete(path);
        foreach (SynthesizedEntry entry in _entries)
        {
            File.AppendAllText(path, JsonSerializer.Serialize(entry.Synthesis) + "\n");
        }
    }

    [Benchmark(OperationsPerInvoke = Takes)]
    public void Append()
    {
        string path = Path.Combine(_folder, "appended.jsonl");
        File.Delete(path);
        Write(path);
    }

    [Benchmark(OperationsPerInvoke = Takes)]
    public int ReplayPlainLines() => File.ReadLines(Path.Combine(_folder, "plain.jsonl")).Count(l => JsonSerializer.Deserialize<SynthesisFacts>(l) is not null);

    [Benchmark(OperationsPerInvoke = Takes)]
    public int Replay() => JournalReader.Read(Path.Combine(_folder, "journal.jsonl"), _ => { }).Count();

    private void Write(string path)
    {
        using var writer = new JournalWriter(path, TimeProvider.System);
        foreach (SynthesizedEntry entry in _entries)
        {
            writer.Append(entry);
        }
    }
}
