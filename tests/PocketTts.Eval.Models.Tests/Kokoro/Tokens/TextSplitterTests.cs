using CsCheck;
using PocketTts.Eval.Models.Kokoro.Tokens;

namespace PocketTts.Eval.Models.Tests.Kokoro.Tokens;

public sealed class TextSplitterTests
{
    [Fact]
    public void Split_TextThatFits_IsOnePiece() =>
        Assert.Equal([0..510], TextSplitter.Split(new string('a', 510), 510));

    [Fact]
    public void Split_Sentences_CutsAtTheirEnds() =>
        AssertPieces("aaaa aaaa aaaa, aaaa aaaa. bbbb, bbbb bbbb bbbb bbbb.", 30, "aaaa aaaa aaaa, aaaa aaaa.", "bbbb, bbbb bbbb bbbb bbbb.");

    [Fact]
    public void Split_ClosingMarks_StayWithTheirSentence() =>
        AssertPieces("(aaaa aaaa aaaa aaaa.)” bbbb bbbb bbbb bbbb bbbb bbbb bbbb bbbb.", 45, "(aaaa aaaa aaaa aaaa.)”", "bbbb bbbb bbbb bbbb bbbb bbbb bbbb bbbb.");

    [Fact]
    public void Split_OneLongSentence_CutsAtAClauseRatherThanBetweenWords() =>
        AssertPieces("aaaa aaaa aaaa aaaa, bbbb bbbb bbbb bbbb bbbb bbbb.", 35, "aaaa aaaa aaaa aaaa,", "bbbb bbbb bbbb bbbb bbbb bbbb.");

    [Fact]
    public void Split_DashWithoutBlanks_IsAClauseEnd() =>
        AssertPieces("aaaa aaaa aaaa aaaa aaa—bbbb bbbb bbbb bbbb bbbb.", 28, "aaaa aaaa aaaa aaaa aaa—", "bbbb bbbb bbbb bbbb bbbb.");

    [Fact]
    public void Split_NoMarks_CutsBetweenWordsInEqualParts() =>
        AssertPieces("aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa", 30, "aaaa aaaa aaaa aaaa", "aaaa aaaa aaaa aaaa aaaa", orReversed: true);

    [Fact]
    public void Split_EndlessWord_IsCutInsideInEqualParts()
    {
        List<Range> pieces = TextSplitter.Split(new string('a', 1020), 510);
        Assert.Equal([0..510, 510..1020], pieces);
        Assert.Equal(3, TextSplitter.Split(new string('a', 1021), 510).Count);
        Assert.All(TextSplitter.Split(new string('a', 1021), 510), p => Assert.InRange(p.End.Value - p.Start.Value, 340, 341));
    }

    [Fact]
    public void Split_ShortRemainder_IsNotLeftAlone()
    {
        // at the sentence end "No." would stand alone
        string longSentence = string.Join(' ', Enumerable.Repeat("abcd", 12)) + ", " + string.Join(' ', Enumerable.Repeat("efgh", 12)) + ".";
        List<string> pieces = Pieces(longSentence + " No.", longSentence.Length + 1);
        Assert.Equal(2, pieces.Count);
        Assert.EndsWith(",", pieces[0], StringComparison.Ordinal);
        Assert.EndsWith("No.", pieces[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Split_ShortWordAmongEndlessOnes_IsNoReasonToCutWords()
    {
        string endless = new('a', 60);
        Assert.Equal([endless, "No.", endless], Pieces($"{endless} No. {endless}", 60));
    }

    [Fact]
    public void Split_AnyText_KeepsEverySymbolInOrderWithinTheLimit() =>
        Gen.Select(Gen.Char["ab .,!—)“\""].Array[1, 400], Gen.Int[20, 60]).Sample((symbols, maximum) =>
        {
            string text = new string(symbols).Trim(' ');
            if (text.Length == 0)
            {
                return;
            }

            List<Range> pieces = TextSplitter.Split(text, maximum);
            int at = 0;
            foreach (Range piece in pieces)
            {
                Assert.True(text.AsSpan(at..piece.Start.Value).Trim(' ').IsEmpty);
                Assert.InRange(piece.End.Value - piece.Start.Value, 1, maximum);
                Assert.False(text[piece.Start] == ' ' || text[piece.End.Value - 1] == ' ');
                at = piece.End.Value;
            }

            Assert.Equal(text.Length, at);
            Assert.True(text.Length > maximum || pieces.Count == 1);
        });

    [Fact]
    public void Split_LongText_IsFast()
    {
        string text = string.Join(' ', Enumerable.Repeat("abcd", 200_000));
        Assert.Equal(1961, TextSplitter.Split(text, 510).Count); // 102 words of five fit
    }

    private static void AssertPieces(string text, int maximum, string first, string second, bool orReversed = false)
    {
        List<string> pieces = Pieces(text, maximum);
        Assert.Equal(orReversed && pieces[0] != first ? [second, first] : [first, second], pieces);
    }

    private static List<string> Pieces(string text, int maximum) =>
        [.. TextSplitter.Split(text, maximum).Select(r => text[r])];
}
