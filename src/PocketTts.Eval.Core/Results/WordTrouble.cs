using System.Collections.Immutable;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Results;

/// <summary>A reference word that a system got wrong at least once, by one recognizer.</summary>
/// <param name="Corpus">Corpus of the utterance.</param>
/// <param name="UtteranceId">The utterance.</param>
/// <param name="ReferenceWords">Words of the compared form: the text's own, or the accepted form's that fitted best; for context.</param>
/// <param name="WordIndex">Index of the word in <paramref name="ReferenceWords"/>.</param>
/// <param name="CountedTakes">Takes that were compared with this form: with sound, identical repeats once.</param>
/// <param name="Deleted">Takes in which the word was not heard.</param>
/// <param name="Substituted">Takes in which another word was heard in its place.</param>
/// <param name="HeardInstead">What was heard in its place with the number of takes, most frequent first.</param>
public sealed record WordTrouble(
    string Corpus,
    string UtteranceId,
    ImmutableArray<string> ReferenceWords,
    int WordIndex,
    int CountedTakes,
    int Deleted,
    int Substituted,
    ImmutableArray<KeyValuePair<string, int>> HeardInstead)
{
    /// <summary>The word.</summary>
    public string Word => ReferenceWords[WordIndex];

    /// <summary>Takes in which the word was not heard as written.</summary>
    public int Wrong => Deleted + Substituted;

    /// <summary>The chance that of two takes one has the word right and the other wrong; null with fewer than 2 takes.</summary>
    public double? FlipRate => Repeats.FlipRate(Wrong, CountedTakes);

    /// <summary>True when every take has the word wrong, false when only some have; null with fewer than 2 takes, which cannot tell.</summary>
    public bool? IsSystematic => CountedTakes < 2 ? null : Wrong == CountedTakes;
}
