using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// <c>meta.lst</c> of seed-tts-eval and its kin, parted by <c>|</c>: utt, prompt text, prompt wav, text[, wav]; utt, text, prompt wav; or utt, text.
/// </summary>
internal sealed class SeedTtsFormat : ICorpusFormat
{
    public string Name => "seed-tts";

    public string Shape => "seed-tts-eval meta.lst: utt|prompt_text|prompt_wav|text[|wav], utt|text|prompt_wav or utt|text";

    public string? Recognize(ImportSource source) => source.Suffix == ".lst" && source.Filled.First().Text.Count(c => c == '|') is > 0 and var bars
        ? FormattableString.Invariant($"a .lst file with {bars + 1} fields parted by '|'") : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            string[] fields = [.. line.Split('|').Select(f => f.Trim())];
            (string text, string? audio, string? said) = fields.Length switch
            {
                2 => (fields[1], (string?)null, (string?)null),
                3 => (fields[1], fields[2], null),
                4 or 5 => (fields[3], fields[2], fields[1]),
                _ => throw new InputException($"the line has {fields.Length} fields", file, number, expected: "2 to 5, parted by '|'"),
            };
            if (text.Length == 0 || fields[0].Length == 0)
            {
                throw new InputException(text.Length == 0 ? "the text is empty" : "the id is empty", file, number, text.Length == 0 ? "text" : "utt");
            }

            yield return new ImportedText(number, text)
            {
                Id = fields[0].EndsWith(".wav", StringComparison.OrdinalIgnoreCase) ? fields[0][..^4] : fields[0],
                PromptAudio = string.IsNullOrEmpty(audio) ? null : audio,
                PromptText = string.IsNullOrEmpty(said) ? null : said,
            };
        }
    }
}
