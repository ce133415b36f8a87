using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Core.Tests.Corpora;

public sealed class TextMeasureTests
{
    [Fact]
    public void PhonemeCoverage_CountsPhonemesAndPairsWithinWords()
    {
        var coverage = new PhonemeCoverage("test/1", "abc\u028A");

        coverage.Add("\u02C8ab, ba");
        coverage.Add("a\u02CCb");

        Assert.Equal(6, coverage.Total);
        Assert.Equal(2, coverage.Covered);
        Assert.Equal(4, coverage.InventorySize);
        Assert.Equal([('c', 0), ('\u028A', 0), ('a', 3), ('b', 3)], coverage.Counts);

        // ab, ba; stress does not part, blanks and commas do
        Assert.Equal(2, coverage.DistinctPairs);
    }

    [Fact]
    public void SpeechLength_GrowsWithLettersPausesAndDigits()
    {
        double plain = SpeechLength.EstimateSeconds("We met him there", "en");

        Assert.InRange(plain, 1, 2.5);
        Assert.True(SpeechLength.EstimateSeconds("We met him, there", "en") > plain);
        Assert.True(SpeechLength.EstimateSeconds("1984", "en") > SpeechLength.EstimateSeconds("four", "en"));
        Assert.True(SpeechLength.EstimateSeconds("1984", "fr") > SpeechLength.EstimateSeconds("four", "fr"));
        Assert.True(SpeechLength.EstimateSeconds("", "en") > 0);
    }

    [Fact]
    public void CorpusStatistics_CountsWhatIsThere()
    {
        Utterance[] utterances =
        [
            new("a", "One two three.", "en", ["short", "x"], ["1 2 3"]),
            new("b", "One two.", "en", ["short"], [], "p.wav"),
            new("c", "One two three four five six.", "en", ["medium"], []),
        ];

        CorpusStatistics statistics = CorpusStatistics.Of(utterances);

        Assert.Equal((3, 11, 6, 50), (statistics.Utterances, statistics.Words, statistics.DistinctWords, statistics.Characters));
        Assert.Equal((2, 3, 6), (statistics.ShortestWords, statistics.MedianWords, statistics.LongestWords));
        Assert.Equal((1, 1), (statistics.WithAcceptedForms, statistics.WithPrompt));
        Assert.Equal([("short", 2), ("medium", 1), ("x", 1)], statistics.Tags);
        Assert.Equal(utterances.Sum(u => SpeechLength.EstimateSeconds(u.Text, "en")), statistics.EstimatedSeconds);
    }
}
