using System.Collections.Immutable;
using CsCheck;
using PocketTts.Eval.Core.Corpora;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Core.Tests.Corpora;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void Find_AlikeTexts_AreFoundWithinAndBetweenCorpora()
    {
        CorpusTexts one = Corpus("one", ("a", "The cat sat on the mat today.", "en", false), ("b", "The cat sat on a mat today!", "en", false));
        CorpusTexts two = Corpus("two", ("c", "the cat sat on the mat today", "en", false), ("d", "Something else is said over here.", "en", false));

        NearDuplicate[] pairs = [.. NearDuplicates.Find([one, two], 0.7)];

        Assert.Equal(["one/a one/b", "one/a two/c", "one/b two/c"], pairs.Select(p => $"{p.First} {p.Second}").Order());
        Assert.Equal(1, pairs[0].Similarity);
        Assert.Equal(1 - (3 / 28.0), pairs[^1].Similarity, 10);
    }

    [Fact]
    public void Find_TwinsShortTextsAndOtherLanguages_AreLeftOut()
    {
        CorpusTexts corpus = Corpus(
            "c",
            ("door-straight", "Please don't close the door yet.", "en", true),
            ("door-curly", "Please don\u2019t close the door yet.", "en", true),
            ("yes-1", "Yes, sir.", "en", false),
            ("yes-2", "Yes, Sam.", "en", false),
            ("nada-es", "De nada.", "es", false),
            ("nada-pt", "De nada.", "pt", false));

        Assert.Empty(NearDuplicates.Find([corpus], 0.5));
        Assert.Single(NearDuplicates.Find([Corpus("d", ("a", "Yes, sir.", "en", false), ("b", "Yes sir!", "en", false))], 0.5));
    }

    [Fact]
    public void SharedRuns_FiveWordsInTwoTexts_AreNamed()
    {
        CorpusTexts corpus = Corpus("c", ("a", "One of the best days of my life.", "en", false), ("b", "It was one of the best days.", "en", false), ("c", "Not so.", "en", false));

        (string words, ImmutableArray<string> utterances) = Assert.Single(NearDuplicates.SharedRuns([corpus]));

        Assert.Equal("one of the best days", words);
        Assert.Equal(["c/a", "c/b"], utterances);
    }

    private static CorpusTexts Corpus(string name, params (string Id, string Text, string Language, bool IsTwin)[] texts) => new(
        name, name, "en", "CC0-1.0", new string('0', 64), [.. texts.Select(t => new Utterance(t.Id, t.Text, t.Language, t.IsTwin ? [NearDuplicates.TwinTag] : [], []))]);
}
