using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Sound and time of the words of a take break ties between alignments.</summary>
internal sealed class NamingHints(TakeCase take, WordSounds sounds) : INamingHints
{
    private readonly int[] _reference = Numbers(take.Score.ReferenceWords, sounds);
    private readonly int[] _hypothesis = Numbers(take.Score.HypothesisWords, sounds);

    public int Distance(int referenceIndex, int hypothesisIndex) =>
        (int)(100 * sounds.Distance(_reference[referenceIndex], _hypothesis[hypothesisIndex]));

    public int TimeApart(int referenceIndex, int hypothesisIndex) =>
        take.Evidence is not null && take.EvidenceOn(referenceIndex) is { StartSeconds: { } expected } && take.Heard(hypothesisIndex).StartSeconds is { } heard
            ? (int)Math.Clamp(Math.Abs(expected - heard) * 100, 0, 1000)
            : 0;

    private static int[] Numbers(ImmutableArray<string> words, WordSounds sounds)
    {
        int[] numbers = new int[words.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = sounds.Number(words[i]);
        }

        return numbers;
    }
}
