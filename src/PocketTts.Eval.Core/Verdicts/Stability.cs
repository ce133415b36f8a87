using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Is it always the same? What repeated takes of the same texts say. Takes without sound do not enter.</summary>
/// <param name="Words">Words of the texts that were judged in at least two counted takes.</param>
/// <param name="NeverWrong">Of them, right in every take.</param>
/// <param name="SometimesWrong">Of them, right in some takes and wrong in others: chance.</param>
/// <param name="AlwaysWrong">Of them, wrong in every take: systematic.</param>
/// <param name="MeanFlipRate">Mean over these words of the chance that two takes disagree; null without such words.</param>
/// <param name="Utterances">Texts with at least two counted takes.</param>
/// <param name="TakesDrawn">k of pass^k: the fewest counted takes that any of these texts has, at least 2; null without such texts.</param>
/// <param name="PassAll">pass^k: mean over these texts of the chance that k takes drawn from its own are all without a major fault; null likewise.</param>
/// <param name="PassOne">The same for one take.</param>
/// <param name="Homogeneity">How alike takes of one text are (failed or not), over the texts with the most takes; null when there are too few.</param>
public sealed record Stability(
    int Words,
    int NeverWrong,
    int SometimesWrong,
    int AlwaysWrong,
    double? MeanFlipRate,
    int Utterances,
    int? TakesDrawn,
    double? PassAll,
    double? PassOne,
    TakeHomogeneity? Homogeneity);
