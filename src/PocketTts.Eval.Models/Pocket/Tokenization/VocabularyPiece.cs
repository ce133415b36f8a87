namespace PocketTts.Eval.Models.Pocket.Tokenization;

/// <summary>One entry of a Unigram vocabulary; its index is its id.</summary>
/// <param name="Text">Piece with <c>▁</c> (U+2581) for a space, or <c>&lt;0x41&gt;</c> for a byte.</param>
/// <param name="Score">Natural log-probability.</param>
/// <param name="Kind">What it stands for.</param>
internal readonly record struct VocabularyPiece(string Text, float Score, PieceKind Kind);
