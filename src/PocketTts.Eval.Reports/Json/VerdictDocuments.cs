using System.Collections.Immutable;

namespace PocketTts.Eval.Reports.Json;

// The verdicts' part of summary.json.
internal sealed record ScoringDocument(string Normalizer, string NormalizerSha256, string Pronunciations, int RulesVersion, ImmutableArray<string> CalibratedRecognizers, ImmutableSortedDictionary<string, string>? ThresholdsSha256);

internal sealed record VerdictsDocument(
    string Recognizer,
    int CountedTakes,
    long Words,
    long TextOrRecognizerWords,
    ImmutableArray<RateDocument> WordRates,
    ImmutableArray<RateDocument> TakeRates,
    RateDocument FailedTakes,
    RateDocument CatastrophicTakes,
    int CleanTakes,
    int MinorTakes,
    int MajorTakes,
    StabilityDocument Stability);

internal sealed record RateDocument(
    string Verdict,
    long Raw,
    long Confirmed,
    long Of,
    double? RawRate,
    double? RawRate95Low,
    double? RawRate95High,
    double? ConfirmedRate,
    double? ConfirmedRate95Low,
    double? ConfirmedRate95High,
    double? CorrectedRate,
    double? CorrectedRate95Low,
    double? CorrectedRate95High);

internal sealed record StabilityDocument(
    int Words,
    int NeverWrong,
    int SometimesWrong,
    int AlwaysWrong,
    double? MeanFlipRate,
    int Utterances,
    int? TakesDrawn,
    double? PassAll,
    double? PassOne,
    double? IntraclassCorrelation,
    double? DesignEffect,
    double? EffectiveTakes);

internal sealed record ProfileDocument(
    double? Mer,
    double? Wil,
    double? Wip,
    double? Cer,
    double? DeletionRate,
    double? SubstitutionRate,
    double? InsertionRate,
    double? WordsLostPerThousand,
    double? SentenceErrorRate,
    double? WerMacroCapped,
    PlaceDocument FirstWord,
    PlaceDocument InnerWords,
    PlaceDocument LastWord,
    ImmutableArray<PlaceDocument> Deciles);

internal sealed record PlaceDocument(long Words, long Deleted, long Substituted);

internal sealed record WordFaultDocument(
    string System,
    string Recognizer,
    string Corpus,
    string Utterance,
    int WordIndex,
    string Word,
    int CountedTakes,
    int Wrong,
    int Confirmed,
    bool TextOrRecognizer,
    ImmutableArray<VerdictCountDocument> Verdicts,
    ImmutableArray<HeardDocument> Heard);

internal sealed record VerdictCountDocument(string Verdict, int Takes);
