using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Tokens that are written together and pronounced as one word.</summary>
/// <param name="IsOpen">True while a token without a blank before it may still join.</param>
/// <param name="Tokens">At least one.</param>
internal sealed record WordGroup(bool IsOpen, List<Token> Tokens);
