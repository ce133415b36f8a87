using System.Collections.Immutable;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>A word of a text with what went wrong with it over the takes of a system, by one recognizer.</summary>
/// <param name="Corpus">Corpus of the utterance.</param>
/// <param name="UtteranceId">The utterance.</param>
/// <param name="FormWords">Words of the compared reading, for context.</param>
/// <param name="WordIndex">Index of the word in <paramref name="FormWords"/>.</param>
/// <param name="CountedTakes">Takes with sound that were compared with this reading, identical repeats once.</param>
/// <param name="Counts">Takes by verdict, faults and <see cref="WordVerdictKind.Unsure"/> only, in the order of the kinds; none is 0.</param>
/// <param name="Confirmed">Takes in which the fault is confirmed.</param>
/// <param name="IsTextOrRecognizer">True when the word failed in every take of every system.</param>
/// <param name="Heard">What was heard for it where it failed, with the number of takes, most frequent first.</param>
public sealed record WordFaults(
    string Corpus,
    string UtteranceId,
    ImmutableArray<string> FormWords,
    int WordIndex,
    int CountedTakes,
    ImmutableArray<KeyValuePair<WordVerdictKind, int>> Counts,
    int Confirmed,
    bool IsTextOrRecognizer,
    ImmutableArray<KeyValuePair<string, int>> Heard)
{
    /// <summary>The word.</summary>
    public string Word => FormWords[WordIndex];

    /// <summary>Takes in which the word has a fault.</summary>
    public int Wrong => Counts.Where(c => c.Key != WordVerdictKind.Unsure).Sum(c => c.Value);

    /// <summary>The chance that of two takes one has the word right and the other wrong; null with fewer than 2 takes.</summary>
    public double? FlipRate => Repeats.FlipRate(Wrong, CountedTakes);

    /// <summary>Takes with one verdict.</summary>
    /// <param name="kind">The verdict.</param>
    /// <returns>The number.</returns>
    public int Count(WordVerdictKind kind) => Counts.FirstOrDefault(c => c.Key == kind).Value;
}
