using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>A word of a text that is weighed.</summary>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Start">Its first token.</param>
/// <param name="End">One past its last token; the tokens of signs around it are not its own.</param>
/// <param name="Without">Tokens of the text without it, end of text included.</param>
/// <param name="Twice">Tokens of the text with it said twice, one or two ways to write it.</param>
internal sealed record ReferenceWord(TextSpan Span, int Start, int End, int[] Without, int[][] Twice);
