using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.TestSupport;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Runs.Tests.Corpora;

/// <summary>What <c>corpora/</c> promises.</summary>
public sealed class ShippedCorporaTests
{
    private static readonly string s_root = Path.Combine(SharedFiles.RepositoryRoot(), "corpora");
    private static readonly Lazy<CorpusCheck[]> s_checks = new(() => [.. new CorpusFolders([s_root]).List().Select(c => CorpusChecker.Check(c.Path))]);

    [Fact]
    public void Corpora_All_HaveNoFindings() =>
        Assert.Empty(s_checks.Value.SelectMany(c => c.Findings).Select(f => f.Problem.Message));

    [Fact]
    public void Corpora_All_AreManyAndFree()
    {
        CorpusTexts[] corpora = [.. s_checks.Value.Select(c => c.Corpus!)];

        Assert.InRange(corpora.Length, 11, 99);
        Assert.InRange(corpora.Sum(c => c.Utterances.Length), 900, 9999);
        Assert.All(corpora, c => Assert.Equal("CC0-1.0", c.Licence));
        Assert.All(Directory.GetDirectories(s_root), folder => Assert.Contains(corpora, c => c.Name == Path.GetFileName(folder)));
        foreach (string language in (string[])["fr", "de", "es", "it", "pt-BR"])
        {
            Assert.InRange(corpora.Where(c => c.Language == language).Sum(c => c.Utterances.Length), 40, 999);
        }
    }

    [Fact]
    public void Corpora_All_SayWhatForAndForWhom() => Assert.All(
        new CorpusFolders([s_root]).List(),
        corpus =>
        {
            CorpusCard card = CardReader.Read(Path.Combine(corpus.Path, CorpusReader.CardFile));
            Assert.InRange(card.Purpose?.Length ?? 0, 60, 1000);
            Assert.InRange(card.Audience?.Length ?? 0, 30, 1000);
            Assert.Equal("en" == card.Language, card.Measured!.Phonemes is not null);
        });

    [Fact]
    public void Corpora_All_HoldNoNearDuplicates()
    {
        CorpusTexts[] corpora = [.. s_checks.Value.Select(c => c.Corpus!)];

        Assert.Empty(NearDuplicates.Find(corpora, NearDuplicates.Limit).Select(p => $"{p.Similarity:F2} {p.First} {p.Second}"));

        // five words in a row are common speech now and then ("the rest of the day"), a template when they are many
        Assert.InRange(NearDuplicates.SharedRuns(corpora).Length, 0, 12);
    }

    [Fact]
    public void Paragraphs_All_AreLongEnoughForTenths() => Assert.All(
        CorpusReader.Read(Path.Combine(s_root, "paragraphs")).Utterances,
        u => Assert.InRange(Core.Text.PlainWords.Split(u.Text).Length, 100, 200));

    [Fact]
    public void FewWords_All_HaveOneOrTwo() => Assert.All(
        CorpusReader.Read(Path.Combine(s_root, "few-words")).Utterances,
        u => Assert.Equal(u.Tags.Contains("one-word") ? 1 : 2, Core.Text.PlainWords.Split(u.Text).Length));

    [Fact]
    public void AcceptedForms_All_FitUnderEveryNormalizer() => Assert.All(
        s_checks.Value.SelectMany(c => c.Corpus!.Utterances).Where(u => u.AcceptedForms.Length > 0),
        u =>
        {
            foreach (string comparer in (string[])["plain", "strict", "whisper-english"])
            {
                Core.Text.IReferenceText reference = Core.Text.TextComparers.Get(comparer).Prepare(u.Text, u.AcceptedForms);
                foreach (string form in u.AcceptedForms)
                {
                    Assert.Equal(0, reference.Compare(Core.Text.Alternatives.Expand(form).Last()).Counts.Errors);
                }
            }
        });
}
