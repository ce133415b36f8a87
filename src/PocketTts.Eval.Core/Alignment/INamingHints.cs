namespace PocketTts.Eval.Core.Alignment;

/// <summary>What decides between alignments that cost the same and have the same number of hits.</summary>
internal interface INamingHints
{
    /// <summary>How differently two unequal words sound, 0 (alike) to 100.</summary>
    int Distance(int referenceIndex, int hypothesisIndex);

    /// <summary>How far apart in time two words are, in hundredths of a second, 0 to 1,000; 0 when unknown.</summary>
    int TimeApart(int referenceIndex, int hypothesisIndex);
}
