namespace PocketTts.Eval.Core.Speech;

/// <summary>
/// Something a synthesizer or recognizer did that a reader must know (DESIGN rule 7), e.g. code <c>dropped-phonemes</c>.
/// </summary>
/// <param name="Code">Stable identifier in kebab case; reports count by it.</param>
/// <param name="Message">One sentence with the particulars.</param>
public sealed record TakeWarning(string Code, string Message);
