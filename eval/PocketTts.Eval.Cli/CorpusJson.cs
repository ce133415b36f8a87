using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Cli;

/// <summary>A corpus in <c>corpus list --json</c>.</summary>
internal sealed record CorpusRow(string Name, string Title, string Language, string Licence, int Utterances, int Words, double EstimatedSeconds, bool IsShipped, string Path, string Sha256);

/// <summary>An utterance in <c>corpus show --json</c>.</summary>
internal sealed record UtteranceRow(string Corpus, string Id, string Text, string Language, string[] Tags, string[] Accepted, string? PromptAudio, string? PromptText);

/// <summary>What <c>corpus check --json</c> prints.</summary>
internal sealed record CheckReport(CheckRow[] Corpora, NearDuplicate[] NearDuplicates);

/// <summary>A corpus that was checked.</summary>
internal sealed record CheckRow(string Path, string? Name, int Utterances, FindingRow[] Findings);

/// <summary>Something that was found; severity is error or warning.</summary>
internal sealed record FindingRow(string Severity, string? File, int? Line, string? Field, string Message);

/// <summary>What <c>corpus stats --json</c> prints.</summary>
internal sealed record StatsReport(StatsRow[] Corpora, TogetherRow Together);

/// <summary>Measures of a corpus; tokens and phonemes are null where they could not be measured.</summary>
internal sealed record StatsRow(
    string Name, string Language, int Utterances, int Words, int DistinctWords, int Characters, double EstimatedSeconds, int ShortestWords, int MedianWords, int LongestWords, int WithAcceptedForms, int WithPrompt, TokenRow? Tokens, PhonemeRow? Phonemes, Dictionary<string, int> Tags)
{
    /// <summary>Pairs of texts more alike than this are shown.</summary>
    public const double AlikeAbove = 0.5;
}

/// <summary>Measures of all corpora together.</summary>
internal sealed record TogetherRow(int Corpora, int Utterances, int Words, PhonemeRow? Phonemes, NearDuplicate[] MostAlike, double AlikeLimit, int SharedRuns);

/// <summary>Tokens a text.</summary>
internal sealed record TokenRow(int Fewest, int Median, int Most, int Over25, int Over50);

/// <summary>Phoneme coverage; the rarest with their counts.</summary>
internal sealed record PhonemeRow(string Phonemizer, int Covered, int Inventory, long Total, int DistinctPairs, Dictionary<string, int> Rarest);

/// <summary>What <c>corpus import --json</c> prints.</summary>
internal sealed record ImportRow(string Folder, string Name, string Format, string? Reason, int Utterances, int Words, double EstimatedSeconds, string[] Notes);
