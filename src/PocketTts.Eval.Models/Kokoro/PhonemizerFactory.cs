using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Kokoro.Phonemes;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>Makes the front end of a Kokoro system.</summary>
/// <param name="kind"><c>misaki</c>, <c>espeak</c> or <c>espeak-ipa</c>.</param>
/// <param name="british">True for British English, false for American.</param>
/// <param name="lexiconFolder">Folder of the misaki lexicons; null for the other kinds.</param>
/// <returns>A front end; disposed with the synthesizer when it is disposable.</returns>
/// <exception cref="InputException">A library or lexicon is missing or broken.</exception>
public delegate IPhonemizer PhonemizerFactory(string kind, bool british, string? lexiconFolder);
