using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>One text to speak and to check.</summary>
/// <param name="Id">Name within its corpus: 1 to 64 of <c>[a-z0-9._-]</c>.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Tags">Slices the utterance belongs to, sorted.</param>
/// <param name="AcceptedForms">Whole-text readings that are right too (already in words); empty when the text has one reading.</param>
public sealed record Utterance(
    string Id,
    string Text,
    string Language,
    ImmutableArray<string> Tags,
    ImmutableArray<string> AcceptedForms);
