using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Writes a corpus folder.</summary>
public static class CorpusWriter
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a corpus; its card gets the measures of the utterances.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="card">What the card says.</param>
    /// <param name="utterances">Its utterances, at least one.</param>
    /// <param name="replaces">False to refuse a folder that holds a corpus.</param>
    /// <param name="writeMore">Writes further files into the folder before the card, or null.</param>
    /// <returns>The corpus as it reads from there.</returns>
    /// <exception cref="InputException">The folder is taken or cannot be written.</exception>
    public static Corpus Write(string folder, CorpusCard card, ImmutableArray<Utterance> utterances, bool replaces, Action<string>? writeMore = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(card);
        string cardPath = Path.Combine(folder, CorpusReader.CardFile);
        if (!replaces && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException("the folder is not empty", folder, field: "--out", remedy: File.Exists(cardPath) ? "name another, or replace that corpus with --replace" : "name another");
        }

        if (replaces && Directory.Exists(folder) && !File.Exists(cardPath) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException("the folder holds something that is no corpus", folder, field: "--out", remedy: "name another");
        }

        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(Path.Combine(folder, CorpusReader.UtteranceFile), ToLines(utterances, card.Language));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({problem.Message})", folder, field: "--out", innerException: problem);
        }

        writeMore?.Invoke(folder);
        CardWriter.Write(cardPath, card);
        Corpus corpus = CorpusReader.Read(folder);
        CardWriter.WriteMeasures(cardPath, Measure(corpus, phonemes: null));
        return corpus;
    }

    /// <summary>The measures of a corpus for its card.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="phonemes">Its phoneme coverage in words, or null.</param>
    /// <returns>The measures.</returns>
    public static CardMeasures Measure(Corpus corpus, string? phonemes)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        CorpusStatistics statistics = CorpusStatistics.Of(corpus.Utterances);
        string minutes = (statistics.EstimatedSeconds / 60).ToString("F1", CultureInfo.InvariantCulture);
        return new CardMeasures(statistics.Utterances, statistics.Words, minutes, corpus.Sha256, phonemes);
    }

    /// <summary>Utterances as the lines of an utterance file.</summary>
    /// <param name="utterances">The utterances.</param>
    /// <param name="language">Language of the card, which lines leave out.</param>
    internal static byte[] ToLines(IEnumerable<Utterance> utterances, string language)
    {
        using var content = new MemoryStream();
        foreach (Utterance utterance in utterances)
        {
            using (var writer = new Utf8JsonWriter(content, s_json))
            {
                writer.WriteStartObject();
                writer.WriteString("id", utterance.Id);
                writer.WriteString("text", utterance.Text);
                WriteIfSet(writer, "language", string.Equals(utterance.Language, language, StringComparison.Ordinal) ? null : utterance.Language);
                WriteList(writer, "tags", utterance.Tags);
                WriteList(writer, "accepted", utterance.AcceptedForms);
                WriteIfSet(writer, "promptAudio", utterance.PromptAudio);
                WriteIfSet(writer, "promptText", utterance.PromptText);
                writer.WriteEndObject();
            }

            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }

    private static void WriteIfSet(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string key, ImmutableArray<string> values)
    {
        if (values.Length == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
