namespace PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;

/// <summary>The names of a currency's units.</summary>
/// <param name="Sign">Sign, e.g. <c>$</c>.</param>
/// <param name="Major">Name of the unit, singular.</param>
/// <param name="Minor">Name of the hundredth, or null when there is none in use.</param>
internal readonly record struct CurrencyUnit(char Sign, string Major, string? Minor);
