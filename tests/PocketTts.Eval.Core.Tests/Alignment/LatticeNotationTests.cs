using CsCheck;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class LatticeNotationTests
{
    [Theory]
    [InlineData("a b c", "a b c")]
    [InlineData("", "")]
    [InlineData("{ a / b } c", "{ a / b } c")]
    [InlineData("{ a / @ } c", "{ a / @ } c")]
    [InlineData("{ a b / { c / d } e } f", "{ a b / c e / d e } f")]
    [InlineData("x { a / a } y", "x a y")]
    [InlineData("{ a / b } { c / d }", "{ a / b } { c / d }")]
    public void Write_Parsed_IsTheSameInOneLevel(string notation, string expected) =>
        Assert.Equal(expected, LatticeNotation.Write(WordLattice.Parse(notation)));

    [Fact]
    public void Write_TooManyReadingsOfOneStretch_IsNull()
    {
        string ways = string.Join(' ', Enumerable.Range(0, 8).Select(i => $"{{ a{i} / b{i} }}"));

        Assert.NotNull(LatticeNotation.Write(WordLattice.Parse(ways)));
        Assert.Null(LatticeNotation.Write(WordLattice.Parse($"{{ {ways} / c }}")));
    }

    [Fact]
    public void Word_SignsOfTheNotation_AreMadeHarmless()
    {
        Assert.Equal("don't", ScliteWord.Of("don't"));
        Assert.Equal("／", ScliteWord.Of("/"));
        Assert.Equal("（x）｛＠｝；", ScliteWord.Of("(x){@};"));
    }

    [Fact]
    public void Write_RandomLattices_ReadBackHaveTheSameReadings() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000_000]).Sample(
        (depth, seed) =>
        {
            string notation = Random(new Queue<int>(Digits(seed)), depth);
            string? written = LatticeNotation.Write(WordLattice.Parse(notation));
            return written is null || Readings(WordLattice.Parse(written)).SetEquals(Readings(WordLattice.Parse(notation)));
        },
        iter: 500);

    [Theory]
    [InlineData("strict", "It cost $5 in 1984.", "x", "five dollars", "nineteen eighty four")]
    [InlineData("strict", "Every one of us.", "everyone of us", "every one", "everyone")]
    [InlineData("plain", "Call 911 now.", "x", "call 911 now", "call nine one one now", "call nine eleven now")]
    [InlineData("whisper-english", "Call 911 now.", "x", "call 911 now")]
    public void Notation_OfComparers_HoldsEveryReading(string comparer, string text, string heard, params string[] parts)
    {
        string notation = TextComparers.Get(comparer).Prepare(text, text.StartsWith("Call", StringComparison.Ordinal) ? ["call { nine one one / nine eleven } now"] : []).Notation(heard)!;

        HashSet<string> readings = Readings(WordLattice.Parse(notation));
        Assert.All(parts, part => Assert.Contains(readings, r => r.Contains(part, StringComparison.Ordinal)));
        // whisper's rules write numbers as digits: all three readings are one
        Assert.True(comparer != "whisper-english" || readings.Count == 1, notation);
    }

    [Fact]
    public void Notation_WithoutSuchATranscript_HoldsNoCompound() =>
        Assert.Equal("every one of us", TextComparers.Default.Prepare("Every one of us.", []).Notation("each of us"));

    [Fact]
    public void Notation_AnyTranscript_HoldsTheReadingThatWasCompared()
    {
        foreach ((string text, string heard) in new[] { ("It cost $1,250.50 on 3 May.", "it cost one thousand two hundred fifty dollars and fifty cents on may third"), ("Dr. Lee's co-op, no. 7", "doctor lees coop number seven") })
        {
            IReferenceText reference = TextComparers.Default.Prepare(text, []);
            string compared = string.Join(' ', reference.Compare(heard).ReferenceWords.Select(ScliteWord.Of));
            Assert.Contains(compared, Readings(WordLattice.Parse(reference.Notation(heard)!)));
        }
    }

    private static IEnumerable<int> Digits(int seed)
    {
        for (int i = 0; i < 60; i++)
        {
            seed = unchecked((seed * 1_103_515_245) + 12_345);
            yield return (seed >> 16) & 0x7FFF;
        }
    }

    private static string Random(Queue<int> numbers, int depth)
    {
        int Next(int below) => numbers.TryDequeue(out int n) ? n % below : 0;
        var items = new List<string>();
        for (int i = 0, count = 1 + Next(3); i < count; i++)
        {
            items.Add(depth > 0 && Next(2) == 1
                ? $"{{ {Random(numbers, depth - 1)} / {(Next(4) == 0 ? "@" : Random(numbers, depth - 1))} }}"
                : "abc"[Next(3)].ToString());
        }

        return string.Join(' ', items);
    }

    private static HashSet<string> Readings(WordLattice lattice)
    {
        HashSet<string>[] ways = [.. Enumerable.Range(0, lattice.NodeCount).Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        ways[0].Add(string.Empty);
        foreach (LatticeArc arc in lattice.Arcs)
        {
            ways[arc.To].UnionWith(ways[arc.From].Select(w => arc.Word is null ? w : (w + " " + arc.Word).Trim()));
        }

        return ways[^1];
    }
}
