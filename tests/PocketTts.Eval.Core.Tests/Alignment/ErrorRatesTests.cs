using System.Text.Json;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Alignment;

public sealed class ErrorRatesTests
{
    [Fact]
    public void Rates_EveryGoldenRow_EqualJiwerWhereCountsDo()
    {
        int rows = 0;
        foreach (JsonElement row in GoldenRows.Read("alignment.jsonl"))
        {
            JsonElement jiwer = row.GetProperty("jiwer");
            long[] c = [.. ((string[])["hits", "substitutions", "deletions", "insertions"]).Select(f => jiwer.GetProperty(f).GetInt64())];
            var counts = new ErrorCounts(c[0], c[1], c[2], c[3]);
            if (counts.ReferenceWords == 0)
            {
                Assert.Null(counts.WordErrorRate);
                Assert.Null(counts.WordInformationPreserved());
                Assert.Null(counts.DeletionRate());
                continue;
            }

            Assert.Equal(jiwer.GetProperty("wer").GetDouble(), counts.WordErrorRate!.Value, 12);
            Assert.Equal(jiwer.GetProperty("mer").GetDouble(), counts.MatchErrorRate()!.Value, 12);
            Assert.Equal(jiwer.GetProperty("wip").GetDouble(), counts.WordInformationPreserved()!.Value, 12);
            Assert.Equal(jiwer.GetProperty("wil").GetDouble(), counts.WordInformationLost()!.Value, 12);
            rows++;
        }

        Assert.Equal(1_886, rows);
    }

    [Fact]
    public void Rates_WorkedCorpus_EqualPublishedFigures()
    {
        // evaluation corpus of 70 words: 1 substitution, 4 deletions, 1 insertion
        var counts = new ErrorCounts(65, 1, 4, 1);

        Assert.Equal(.085714, counts.WordErrorRate!.Value, 6);
        Assert.Equal(.084507, counts.MatchErrorRate()!.Value, 6);
        Assert.Equal(.900853, counts.WordInformationPreserved()!.Value, 6);
        Assert.Equal(.099147, counts.WordInformationLost()!.Value, 6);
        Assert.Equal(4.0 / 70, counts.DeletionRate());
        Assert.Equal(1.0 / 70, counts.SubstitutionRate());
        Assert.Equal(1.0 / 70, counts.InsertionRate());
    }

    [Fact]
    public void Rates_NothingAtAll_AreUnknown()
    {
        Assert.Null(default(ErrorCounts).MatchErrorRate());
        Assert.Null(default(ErrorCounts).WordInformationLost());
        Assert.Equal(1, new ErrorCounts(0, 0, 0, 2).MatchErrorRate());
    }

    [Fact]
    public void CharacterCount_EveryGoldenRow_EqualsJiwer()
    {
        foreach (JsonElement row in GoldenRows.Read("alignment.jsonl"))
        {
            string reference = row.Text("ref");
            CharacterCounts counts = CharacterCounter.Count(GoldenRows.Words(reference), GoldenRows.Words(row.Text("hyp")));
            long[] expected = row.GetProperty("jiwer").Numbers("char");

            Assert.Equal(new CharacterCounts(reference.Length, expected[1] + expected[2] + expected[3]), counts);
            Assert.Equal(reference.Length, CharacterCounter.CountCharacters(GoldenRows.Words(reference)));
        }
    }

    [Fact]
    public void CharacterCount_OutsideTheBasicPlane_CountsCodePoints() =>
        Assert.Equal(new CharacterCounts(3, 1), CharacterCounter.Count(["a\U0001F600b"], ["a\U0001F601b"]));
}
