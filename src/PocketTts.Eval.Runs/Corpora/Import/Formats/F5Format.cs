using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// F5-TTS's LibriSpeech list, parted by tabs: ref_utt, ref_dur, ref_txt, gen_utt, gen_dur, gen_txt. The recording of
/// <c>speaker-chapter-nnnn</c> is <c>speaker/chapter/speaker-chapter-nnnn.flac</c>.
/// </summary>
internal sealed class F5Format : ICorpusFormat
{
    private const int Columns = 6;

    public string Name => "f5";

    public string Shape => "F5-TTS .lst, six columns parted by tabs: ref_utt, ref_dur, ref_txt, gen_utt, gen_dur, gen_txt";

    public string? Recognize(ImportSource source) =>
        source.Filled.First().Text.Split('\t').Length == Columns && source.Suffix is ".lst" ? "a .lst file with six columns parted by tabs" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            string[] fields = [.. line.Split('\t').Select(f => f.Trim())];
            if (fields.Length != Columns || fields[5].Length == 0 || fields[3].Length == 0)
            {
                throw new InputException(fields.Length != Columns ? $"the line has {fields.Length} columns" : "gen_utt or gen_txt is empty", file, number, expected: "six columns parted by tabs: ref_utt, ref_dur, ref_txt, gen_utt, gen_dur, gen_txt");
            }

            yield return new ImportedText(number, fields[5])
            {
                Id = fields[3],
                PromptAudio = Recording(fields[0], file, number),
                PromptText = fields[2],
            };
        }
    }

    private static string Recording(string utterance, string file, int number)
    {
        string[] parts = utterance.Split('-');
        return parts.Length == 3
            ? $"{parts[0]}/{parts[1]}/{utterance}.flac"
            : throw new InputException($"'{utterance}' names no recording", file, number, "ref_utt", "speaker-chapter-number");
    }
}
