using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Json;

/// <summary>Puts verdicts and the error profile into the shape of summary.json.</summary>
internal static class VerdictJson
{
    public static ScoringDocument? Describe(ScoringIdentity? scoring) =>
        scoring is null ? null : new(scoring.Normalizer, scoring.NormalizerSha256, scoring.Pronunciations, scoring.RulesVersion, scoring.Calibrations, scoring.ThresholdsSha256);

    public static VerdictsDocument Describe(VerdictSummary verdicts) => new(
        verdicts.RecognizerId,
        verdicts.CountedTakes,
        verdicts.Words,
        verdicts.TextOrRecognizerWords,
        [.. verdicts.WordRates.Select(Describe)],
        [.. verdicts.TakeRates.Select(Describe)],
        Describe(verdicts.FailedTakes),
        Describe(verdicts.CatastrophicTakes),
        verdicts.Clean,
        verdicts.Minor,
        verdicts.Major,
        Describe(verdicts.Stability));

    public static ProfileDocument Describe(ErrorProfile profile) => new(
        profile.Words.MatchErrorRate(),
        profile.Words.WordInformationLost(),
        profile.Words.WordInformationPreserved(),
        profile.Characters.ErrorRate,
        profile.Words.DeletionRate(),
        profile.Words.SubstitutionRate(),
        profile.Words.InsertionRate(),
        1000 * profile.Words.DeletionRate(),
        profile.SentenceErrorRate,
        profile.CappedMacroWordErrorRate,
        Describe(profile.FirstWord),
        Describe(profile.InnerWords),
        Describe(profile.LastWord),
        [.. profile.Deciles.Select(Describe)]);

    public static WordFaultDocument Describe((string SystemId, string RecognizerId, WordFaults Word) worst) => new(
        worst.SystemId,
        worst.RecognizerId,
        worst.Word.Corpus,
        worst.Word.UtteranceId,
        worst.Word.WordIndex,
        worst.Word.Word,
        worst.Word.CountedTakes,
        worst.Word.Wrong,
        worst.Word.Confirmed,
        worst.Word.IsTextOrRecognizer,
        [.. worst.Word.Counts.Select(c => new VerdictCountDocument(c.Key.Name(), c.Value))],
        [.. worst.Word.Heard.Select(h => new HeardDocument(h.Key, h.Value))]);

    private static RateDocument Describe(FaultRate rate) => new(
        rate.Name,
        rate.Raw,
        rate.Confirmed,
        rate.Of,
        rate.RawRate,
        rate.RawInterval?.Low,
        rate.RawInterval?.High,
        rate.ConfirmedRate,
        rate.ConfirmedInterval?.Low,
        rate.ConfirmedInterval?.High,
        rate.Corrected,
        rate.CorrectedInterval?.Low,
        rate.CorrectedInterval?.High);

    private static StabilityDocument Describe(Stability stability) => new(
        stability.Words,
        stability.NeverWrong,
        stability.SometimesWrong,
        stability.AlwaysWrong,
        stability.MeanFlipRate,
        stability.Utterances,
        stability.TakesDrawn,
        stability.PassAll,
        stability.PassOne,
        stability.Homogeneity?.IntraclassCorrelation,
        stability.Homogeneity?.DesignEffect,
        stability.Homogeneity?.EffectiveTakes);

    private static PlaceDocument Describe(PositionCounts place) => new(place.Words, place.Deleted, place.Substituted);
}
