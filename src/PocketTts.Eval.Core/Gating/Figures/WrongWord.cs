namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>A word of a text that was wrong in at least one counted take.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="RecognizerId">Whose transcripts.</param>
/// <param name="Corpus">Corpus of the text.</param>
/// <param name="UtteranceId">The text.</param>
/// <param name="WordIndex">Zero-based index among the normalized words.</param>
/// <param name="Word">The word.</param>
/// <param name="Takes">Counted takes.</param>
/// <param name="Deleted">Of them, in which it was not heard.</param>
/// <param name="Substituted">Of them, in which another word was heard in its place.</param>
public sealed record WrongWord(
    string SystemId, string RecognizerId, string Corpus, string UtteranceId, int WordIndex, string Word, int Takes, int Deleted, int Substituted)
{
    /// <summary>Takes in which it was not heard as written.</summary>
    public int Wrong => Deleted + Substituted;
}
