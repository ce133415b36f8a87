using System.Collections.Immutable;
using PocketTts.Eval.Models.Espeak;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>
/// espeak-ng alone as the front end, punctuation kept: what kokoro-onnx and kokoro-js feed the model (plain IPA), or the
/// same with misaki's symbols, which the v1.0 weights were trained on.
/// </summary>
internal sealed class EspeakPhonemizer(EspeakReader reader, string id) : IPhonemizer
{
    /// <inheritdoc/>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public PhonemizedText Phonemize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var warnings = new WarningList();
        string clean = TextCleaner.Clean(text, warnings);
        ImmutableArray<PhonemizedWord>.Builder words = ImmutableArray.CreateBuilder<PhonemizedWord>();
        int position = 0;
        while (position < clean.Length)
        {
            int end = position + 1;
            if (EspeakReader.IsMark(clean[position]))
            {
                string mark = KokoroSymbols.Keep(clean[position..end], warnings.DroppedPhonemes);
                words.Add(new PhonemizedWord(clean[position..end], mark, IsBlankAt(clean, end)));
            }
            else
            {
                while (end < clean.Length && !EspeakReader.IsMark(clean[end]))
                {
                    end++;
                }

                AddWords(clean[position..end].Trim(), clean[end - 1] == ' ', words, warnings);
            }

            position = end;
        }

        return PhonemizedText.Create(words, warnings);
    }

    private static bool IsBlankAt(string text, int i) => i < text.Length && text[i] == ' ';

    // espeak may say a word as several (2027) or several as one (of the): then the first carries the whole text
    private void AddWords(string text, bool blankAfter, ImmutableArray<PhonemizedWord>.Builder words, WarningList warnings)
    {
        if (text.Length == 0 || warnings.SilentSigns(text))
        {
            return;
        }

        string said = reader.Speak(text);
        if (said.Length == 0)
        {
            warnings.UnknownWord(text, "left out: espeak-ng says nothing for it");
            return;
        }

        string[] phonemes = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] written = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool paired = written.Length == phonemes.Length;
        for (int i = 0; i < phonemes.Length; i++)
        {
            words.Add(new PhonemizedWord(
                paired ? written[i] : i == 0 ? text : "",
                KokoroSymbols.Keep(phonemes[i], warnings.DroppedPhonemes),
                i < phonemes.Length - 1 || blankAfter));
        }
    }
}
