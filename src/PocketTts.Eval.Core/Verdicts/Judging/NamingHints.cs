using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Sound and time of the words of a take break ties between alignments.</summary>
internal sealed class NamingHints(TakeCase take, WordSounds sounds) : INamingHints
{
    public int Distance(int referenceIndex, int hypothesisIndex) =>
        (int)(100 * sounds.Distance(take.Reference(referenceIndex), take.Hypothesis(hypothesisIndex)));

    public int TimeApart(int referenceIndex, int hypothesisIndex) =>
        take.EvidenceOn(referenceIndex) is { StartSeconds: { } expected } && take.Heard(hypothesisIndex).StartSeconds is { } heard
            ? (int)Math.Clamp(Math.Abs(expected - heard) * 100, 0, 1000)
            : 0;
}
