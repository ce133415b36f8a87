using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Calibration;

namespace PocketTts.Eval.Runs.Tests.Calibration;

public sealed class TextFaultsTests
{
    private const string Text = "If it snows, the old school will be closed.";

    [Theory]
    [InlineData(0, 2, "It snows, the old school will be closed.")]
    [InlineData(6, 11, "If it, the old school will be closed.")]
    [InlineData(36, 42, "If it snows, the old school will be.")]
    [InlineData(0, 11, "The old school will be closed.")]
    [InlineData(3, 20, "If school will be closed.")]
    public void Without_Part_LeavesTheSignsBehindIt(int start, int end, string expected) =>
        Assert.Equal(expected, TextFaults.Without(Text, new TextSpan(start, end)));

    [Theory]
    [InlineData(FaultKind.Skip)]
    [InlineData(FaultKind.Double)]
    [InlineData(FaultKind.Truncate)]
    [InlineData(FaultKind.Clause)]
    public void Apply_ManySeeds_ChangesWhatItSays(FaultKind kind)
    {
        TextSpan[] words = SpokenWords.Find(Text);
        var seen = new HashSet<string>();
        for (ulong seed = 0; seed < 300; seed++)
        {
            (string spoken, TextSpan affected) = TextFaults.Apply(kind, Text, new FaultRandom(seed));
            int count = words.Count(w => w.Start >= affected.Start && w.End <= affected.End);
            int left = SpokenWords.Find(spoken).Length;
            Assert.Contains(affected.Start, words.Select(w => w.Start));
            Assert.Contains(affected.End, words.Select(w => w.End));
            Assert.Equal(kind == FaultKind.Double ? words.Length + 1 : words.Length - count, left);
            Assert.InRange(count, kind == FaultKind.Clause ? 4 : 1, kind is FaultKind.Skip or FaultKind.Double ? 1 : kind == FaultKind.Truncate ? 4 : 6);
            Assert.Equal(kind == FaultKind.Truncate, affected.End == words[^1].End && kind is FaultKind.Truncate or FaultKind.Clause);
            Assert.Equal((spoken, affected), TextFaults.Apply(kind, Text, new FaultRandom(seed)));
            seen.Add(spoken);
        }

        Assert.True(seen.Count >= 4, string.Join(Environment.NewLine, seen));
    }

    [Theory]
    [InlineData(FaultKind.Skip, "Two words.")]
    [InlineData(FaultKind.Truncate, "Two words.")]
    [InlineData(FaultKind.Clause, "There are just five words.")]
    [InlineData(FaultKind.Double, "...")]
    public void Apply_TooFewWords_FailsTheTake(FaultKind kind, string text) =>
        Assert.Equal("unsuitable-text", Assert.Throws<TakeFailedException>(() => TextFaults.Apply(kind, text, new FaultRandom(1))).Reason);

    [Fact]
    public void Alter_Phonemes_ChangesAsManySoundsOfTheirClass()
    {
        for (ulong seed = 0; seed < 300; seed++)
        {
            const string Phonemes = "hˈɑspɪtᵊl";
            string altered = PhonemeFaults.Alter(Phonemes, 2 + (int)(seed % 2), new FaultRandom(seed));
            Assert.Equal(Phonemes.Length, altered.Length);
            Assert.Equal(2 + (int)(seed % 2), Phonemes.Zip(altered).Count(p => p.First != p.Second));
            Assert.Equal(['ˈ', 'ᵊ'], new[] { altered[1], altered[7] });
            Assert.All(new[] { 2, 5 }, vowel => Assert.Contains(altered[vowel], "iɪɛæɑɔʊuʌAIOWY"));
        }
    }

    [Fact]
    public void Apply_Mangled_DictatesOneLongWord()
    {
        var random = new FaultRandom(3);
        (string spoken, TextSpan affected, string detail) = PhonemeFaults.Apply("We saw the river.", new FakePronouncer(), random);
        Assert.Equal(new TextSpan(11, 16), affected);
        Assert.StartsWith("We saw the <river ", spoken, StringComparison.Ordinal);
        Assert.EndsWith(">.", spoken, StringComparison.Ordinal);
        Assert.StartsWith("river: ɹˈɪvəɹ → ", detail, StringComparison.Ordinal);
        Assert.Equal("unsuitable-text", Assert.Throws<TakeFailedException>(() => PhonemeFaults.Apply("We saw it.", new FakePronouncer(), random)).Reason);
    }

    [Fact]
    public void Kinds_Names_AreReadBack()
    {
        Assert.All(FaultKinds.All, k => Assert.Equal(k, FaultKinds.Parse(k.Name(), "--kind")));
        Assert.Equal("untouched skip double mangle truncate clause cut-word cut-tail gap click noise clip", string.Join(' ', FaultKinds.Names));
        Assert.Contains("did you mean 'clause'?", Assert.Throws<Core.InputException>(() => FaultKinds.Parse("clauses", "--kind")).Message, StringComparison.Ordinal);
    }

    private sealed class FakePronouncer : IPronouncer
    {
        public System.Collections.Immutable.ImmutableArray<PronouncedWord> Pronounce(string text) => [.. SpokenWords.Find(text).Select(w => new PronouncedWord(w, "ɹˈɪvəɹ"))];

        public string Dictate(string word, string phonemes) => $"<{word} {phonemes}>";
    }
}
