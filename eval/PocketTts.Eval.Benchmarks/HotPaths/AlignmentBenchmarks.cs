using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>Words of a transcript against words of a text, one in ten wrong: our aligner against the table of the textbook, which gives the distance only.</summary>
[MemoryDiagnoser]
public class AlignmentBenchmarks
{
    private string[] _reference = [];
    private string[] _hypothesis = [];

    /// <summary>Words of the text.</summary>
    [Params(15, 120)]
    public int Words { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _reference = [.. Enumerable.Range(0, Words).Select(i => FormattableString.Invariant($"word{i % 37}"))];
        _hypothesis = [.. _reference.Select((w, i) => i % 10 == 3 ? "other" : w).Where((_, i) => i % 10 != 7)];
    }

    [Benchmark(Baseline = true)]
    public int TextbookTable()
    {
        var table = new int[_reference.Length + 1, _hypothesis.Length + 1];
        for (int i = 0; i <= _reference.Length; i++)
        {
            for (int j = 0; j <= _hypothesis.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (_reference[i - 1] == _hypothesis[j - 1] ? 0 : 1));
            }
        }

        return table[_reference.Length, _hypothesis.Length];
    }

    [Benchmark]
    public WordAlignment Align() => WordAligner.Align(_reference, _hypothesis);

    [Benchmark]
    public ErrorCounts CountOnly() => ErrorCounter.Count(_reference, _hypothesis);
}
