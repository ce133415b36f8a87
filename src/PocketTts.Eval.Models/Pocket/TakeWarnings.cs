using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Pocket.Generation;
using PocketTts.Eval.Models.Pocket.Text;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>Says what was limited or left out in a take.</summary>
internal static class TakeWarnings
{
    private const int EarlyFrames = 6;

    /// <summary>The warnings of a take.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="chunks">Chunks that were spoken.</param>
    /// <param name="outcomes">How they ended.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>Warnings, chunk by chunk.</returns>
    public static IEnumerable<TakeWarning> For(SynthesisRequest request, ImmutableArray<TextChunk> chunks, ChunkOutcome[] outcomes, PocketSettings settings)
    {
        string spoken = LanguageTag(settings.Language);
        string asked = request.Language?.Split('-', '_')[0].ToLowerInvariant() ?? spoken;
        if (asked != spoken)
        {
            yield return new TakeWarning("language-ignored", $"the text is marked {request.Language}, but the bundle speaks {settings.Language}");
        }

        int dropped = request.Text.EnumerateRunes().Count(rune => settings.Rules.Replacements.TryGetValue(rune.ToString(), out string? replacement) && replacement.Length == 0);
        if (dropped > 0)
        {
            yield return new TakeWarning("characters-dropped", FormattableString.Invariant($"{dropped} characters that the bundle's text rules delete"));
        }

        for (int i = 0; i < chunks.Length; i++)
        {
            ChunkOutcome outcome = outcomes[i];
            if (chunks[i].TokenIds.Length > settings.Rules.MaxTokensPerChunk)
            {
                yield return new TakeWarning("chunk-over-limit", FormattableString.Invariant($"chunk {i} has {chunks[i].TokenIds.Length} tokens, more than {settings.Rules.MaxTokensPerChunk}: words may be skipped"));
            }

            if (outcome.EosStep is null)
            {
                yield return new TakeWarning("eos-not-reached", FormattableString.Invariant($"chunk {i} did not end within {outcome.FrameLimit} frames and was cut there"));
                if (outcome.IsLimitedByCache)
                {
                    yield return new TakeWarning("cache-full", FormattableString.Invariant($"chunk {i} was limited to {outcome.FrameLimit} frames by the model's caches"));
                }
            }

            if (outcome.FirstCrossing is { } first && first < EarlyFrames)
            {
                yield return new TakeWarning("early-eos", outcome.EosStep == first
                    ? FormattableString.Invariant($"chunk {i} ended at step {first}: words may be missing")
                    : FormattableString.Invariant($"chunk {i} would have ended at step {first}, which the rules ignore"));
            }
        }
    }

    private static string LanguageTag(string language) => language.Split('_')[0].ToLowerInvariant() switch
    {
        "english" => "en",
        "french" => "fr",
        "german" => "de",
        "italian" => "it",
        "portuguese" => "pt",
        "spanish" => "es",
        "dutch" => "nl",
        "basque" => "eu",
        _ => "en",
    };
}
