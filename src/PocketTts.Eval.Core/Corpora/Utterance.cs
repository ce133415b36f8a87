using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>One text to speak and to check.</summary>
/// <param name="Id">Name within its corpus: 1 to 64 of <c>[a-z0-9._-]</c>.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Tags">Slices the utterance belongs to, sorted.</param>
/// <param name="AcceptedForms">
/// Whole-text readings that are right too (already in words, may hold <see cref="Alternatives"/>); empty when the text has one reading.
/// </param>
/// <param name="PromptAudio">
/// Recording of the voice to clone, as a path with forward slashes inside the corpus folder; null when the system's own voice speaks.
/// </param>
/// <param name="PromptText">What is said in <paramref name="PromptAudio"/>, or null when unknown.</param>
public sealed record Utterance(
    string Id,
    string Text,
    string Language,
    ImmutableArray<string> Tags,
    ImmutableArray<string> AcceptedForms,
    string? PromptAudio = null,
    string? PromptText = null);
