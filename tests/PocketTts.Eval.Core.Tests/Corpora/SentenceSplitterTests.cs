using CsCheck;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Core.Tests.Corpora;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four\u2026 Five", "One.|Two!|Three?|Four\u2026|Five")]
    [InlineData("Dr. Ellis met Mrs. Lopez at 5 p.m. on Elm St. near No. 7.", "Dr. Ellis met Mrs. Lopez at 5 p.m. on Elm St. near No. 7.")]
    [InlineData("He left at 5 p.m. The shop was shut. She stayed until 6 p.m. Maria did not.", "He left at 5 p.m.|The shop was shut.|She stayed until 6 p.m. Maria did not.")]
    [InlineData("J. R. Hartley wrote it. A. Moss did not.", "J. R. Hartley wrote it.|A. Moss did not.")]
    [InlineData("It costs $3.50. Version 2.0.1 is out.", "It costs $3.50.|Version 2.0.1 is out.")]
    [InlineData("\u201CWhy?\u201D he asked. \u201CNo reason.\u201D She left.", "\u201CWhy?\u201D he asked.|\u201CNo reason.\u201D|She left.")]
    [InlineData("\"Stop!\" \"Not yet.\" (He ran.) Then it rained.", "\"Stop!\"|\"Not yet.\"|(He ran.)|Then it rained.")]
    [InlineData("Well\u2026 I suppose so... I am late... But fine.", "Well\u2026 I suppose so... I am late...|But fine.")]
    [InlineData("Wait... what? See e.g. Smith et al. for more, i.e. everything.", "Wait... what?|See e.g. Smith et al. for more, i.e. everything.")]
    [InlineData("1. Peel the onions. 2. Cry.", "1. Peel the onions.|2. Cry.")]
    [InlineData("In 1998. Twelve came.", "In 1998.|Twelve came.")]
    [InlineData("Write to info@example.com. See example.org/a.b for more.", "Write to info@example.com.|See example.org/a.b for more.")]
    [InlineData("It was Sat. The cat sat. Maria laughed.", "It was Sat.|The cat sat.|Maria laughed.")]
    [InlineData("We meet on Jan. 3 or Feb. Bring cake. He said no. 5 people left.", "We meet on Jan. 3 or Feb.|Bring cake.|He said no. 5 people left.")]
    [InlineData("iPhone sales rose. iPad sales did not.", "iPhone sales rose. iPad sales did not.")]
    [InlineData("What?! Really!! Yes. 42 came. \uD83D\uDE00 smiled.", "What?!|Really!!|Yes.|42 came.|\uD83D\uDE00 smiled.")]
    [InlineData("A line\nthat was broken.\nAnother\r\n one.", "A line that was broken.|Another one.")]
    [InlineData("   ", "")]
    public void Split_English_EndsSentencesWhereReadersDo(string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', SentenceSplitter.Split(text, "en")));

    [Theory]
    [InlineData("de", "Am 3. Oktober kam Hr. Dr. Weber. Er blieb z.B. bis 14.30 Uhr. Dann ging er.", "Am 3. Oktober kam Hr. Dr. Weber.|Er blieb z.B. bis 14.30 Uhr.|Dann ging er.")]
    [InlineData("de", "\u201EDas war ich\u201C, sagte er. \u201EWirklich?\u201C", "\u201EDas war ich\u201C, sagte er.|\u201EWirklich?\u201C")]
    [InlineData("fr", "M. Dupont arriva. \u00AB Attends ! \u00BB cria-t-il. Il partit.", "M. Dupont arriva.|\u00AB Attends ! \u00BB cria-t-il.|Il partit.")]
    [InlineData("es", "\u00BFVienes? \u00A1S\u00ED! El Sr. P\u00E9rez no vino. \u2014\u00BFPor qu\u00E9? \u2014pregunt\u00F3 ella.", "\u00BFVienes?|\u00A1S\u00ED!|El Sr. P\u00E9rez no vino.|\u2014\u00BFPor qu\u00E9? \u2014pregunt\u00F3 ella.")]
    [InlineData("it", "Il sig. Rossi \u00E8 uscito. \u00C8 tardi, ecc. Domani torna.", "Il sig. Rossi \u00E8 uscito.|\u00C8 tardi, ecc.|Domani torna.")]
    [InlineData("pt-BR", "O Sr. Lima saiu. A Dra. Souza ficou.", "O Sr. Lima saiu.|A Dra. Souza ficou.")]
    [InlineData("ja", "\u4ECA\u65E5\u306F\u3002\u660E\u65E5\u3082\u3002", "\u4ECA\u65E5\u306F\u3002|\u660E\u65E5\u3082\u3002")]
    [InlineData("nl", "Dr. Bakker kwam. Hij bleef.", "Dr. Bakker kwam.|Hij bleef.")]
    public void Split_OtherLanguages_KnowTheirAbbreviations(string language, string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', SentenceSplitter.Split(text, language)));

    [Fact]
    public void Split_AnyText_LosesNothingButBlanks()
    {
        string[] pieces = ["a", "B", ".", "!", "\u2026", " ", " ", "\n", "\"", "\u201D", "Dr", "p.m", "3", "(", "\u00BB", "The", "\uD83D\uDE00", "\u3002"];
        Gen.Int[0, pieces.Length - 1].Array[0, 30].Select(n => string.Concat(n.Select(i => pieces[i]))).Sample(
            text =>
            {
                string joined = string.Concat(SentenceSplitter.Split(text, "en"));
                Assert.Equal(WithoutBlanks(text), WithoutBlanks(joined));
                Assert.All(SentenceSplitter.Split(text, "en"), s => Assert.Equal(s.Trim(), s));
            },
            iter: 5_000);
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
