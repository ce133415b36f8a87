using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// JSON lines of tts_longeval: <c>id</c>, <c>turns</c>, <c>speaker_audios</c>, <c>language</c>, <c>tags</c>. A dialogue becomes one utterance a
/// turn, <c>ID-t01</c>…; the speakers alternate.
/// </summary>
internal sealed class LongEvalFormat : ICorpusFormat
{
    public string Name => "longeval";

    public string Shape => "tts_longeval JSONL: id, turns, speaker_audios, language, tags";

    public string? Recognize(ImportSource source) => source.Suffix is ".jsonl" or ".ndjson" or ".json"
        && source.Filled.First().Text is ['{', ..] first && first.Contains("\"turns\"", StringComparison.Ordinal)
        ? "each line is a JSON object with turns" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        foreach ((string file, int number, string line) in source.Filled)
        {
            using JsonDocument document = JsonLine.Parse(line, file, number);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InputException("the line is not an object", file, number, expected: "{\"id\": \u2026, \"turns\": [\u2026]}");
            }

            ImmutableArray<string> turns = JsonLine.List(JsonLine.Find(root, "turns"), "turns", file, number);
            if (turns.Length == 0 || turns.Any(string.IsNullOrWhiteSpace))
            {
                throw new InputException(turns.Length == 0 ? "there are no turns" : "a turn is empty", file, number, "turns", "a list of texts");
            }

            string id = JsonLine.Find(root, "id") is { } named
                ? JsonLine.Scalar(named, "id", file, number)
                : throw new InputException("the field is missing", file, number, "id");
            ImmutableArray<string> voices = JsonLine.List(JsonLine.Find(root, "speaker_audios"), "speaker_audios", file, number);
            ImmutableArray<string> tags = JsonLine.List(JsonLine.Find(root, "tags"), "tags", file, number);
            string? language = JsonLine.Find(root, "language") is { } tag ? JsonLine.Text(tag, "language", file, number) : null;
            for (int i = 0; i < turns.Length; i++)
            {
                yield return new ImportedText(number, turns[i])
                {
                    Id = turns.Length == 1 ? id : FormattableString.Invariant($"{id}-t{i + 1:D2}"),
                    Language = language,
                    Tags = turns.Length == 1 ? tags : [.. tags, ImportTags.Dialogue],
                    PromptAudio = voices.Length == 0 ? null : voices[i % voices.Length],
                };
            }
        }
    }
}
