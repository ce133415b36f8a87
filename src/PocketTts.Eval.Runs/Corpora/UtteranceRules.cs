using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>What an utterance must keep beyond being readable.</summary>
/// <param name="folder">Folder of the corpus.</param>
/// <param name="file">Utterance file, for messages.</param>
/// <param name="card">Card of the corpus, or null when it could not be read.</param>
/// <param name="findings">Where to.</param>
internal sealed class UtteranceRules(string folder, string file, CorpusCard? card, List<CorpusFinding> findings)
{
    /// <summary>Seconds of speech that a recognizer with windows hears in one go (Whisper: 30 s).</summary>
    public const double RecognizerWindowSeconds = 30;

    /// <summary>Seconds of speech above which a text is no utterance.</summary>
    public const double MaximumSeconds = 300;

    /// <summary>Tag of texts that are longer than a recognizer's window on purpose.</summary>
    public const string ParagraphTag = "paragraph";

    /// <summary>Checks one utterance.</summary>
    public void Check(Utterance utterance, int line)
    {
        CheckTags(utterance, line);
        CheckForms(utterance, line);
        CheckDuration(utterance, line);
        if (utterance.PromptAudio is { } audio && !File.Exists(Path.Combine(folder, audio)))
        {
            Add(isError: true, new InputException($"there is no file '{audio}'", file, line, "promptAudio", "a recording in the corpus folder"));
        }

        if (utterance.Text.Length != utterance.Text.Trim().Length)
        {
            Add(isError: false, new InputException("the text begins or ends with a blank", file, line, "text"));
        }
    }

    /// <summary>Checks utterances against each other.</summary>
    public void CheckTogether(IReadOnlyList<(Utterance Utterance, int Line)> utterances)
    {
        var lineOfText = new Dictionary<string, int>(StringComparer.Ordinal);
        var twins = new Dictionary<string, List<(string Words, int Line)>>(StringComparer.Ordinal);
        foreach ((Utterance utterance, int line) in utterances)
        {
            if (!lineOfText.TryAdd(utterance.Text, line))
            {
                Add(isError: false, new InputException($"the text stands in line {lineOfText[utterance.Text]} already", file, line, "text"));
            }

            if (utterance.Tags.Contains(NearDuplicates.TwinTag))
            {
                string stem = utterance.Id[..Math.Max(0, utterance.Id.LastIndexOf('-'))];
                List<(string, int)> group = twins.TryGetValue(stem, out List<(string, int)>? known) ? known : twins[stem] = [];
                group.Add((string.Join(' ', PlainWords.Split(utterance.Text)), line));
            }
        }

        foreach ((string stem, List<(string Words, int Line)> group) in twins)
        {
            foreach ((string words, int line) in group.Where(t => group.Count == 1 || !string.Equals(t.Words, group[0].Words, StringComparison.Ordinal)))
            {
                Add(isError: true, new InputException(
                    group.Count == 1 ? "the utterance has no twin" : $"its words differ from those of line {group[0].Line}",
                    file, line, "tags", $"twins with equal words, whose ids begin with '{stem}-'"));
            }
        }
    }

    private void CheckTags(Utterance utterance, int line)
    {
        if (card is { Tags.Count: > 0 })
        {
            foreach (string tag in utterance.Tags.Where(t => !card.Tags.ContainsKey(t) && !TextShape.Vocabulary.ContainsKey(t)))
            {
                string? near = NearestName.Suggest(tag, card.Tags.Keys.Concat(TextShape.Vocabulary.Keys));
                Add(isError: true, new InputException($"the tag '{tag}' is not defined", file, line, "tags", $"a tag that {CorpusReader.CardFile} defines", near));
            }
        }

        ImmutableArray<string> shape = TextShape.Tags(utterance.Text, utterance.Language);
        foreach (string tag in utterance.Tags.Where(t => TextShape.Vocabulary.ContainsKey(t) && !shape.Contains(t)))
        {
            Add(isError: true, new InputException($"the text is not '{tag}' ({TextShape.Vocabulary[tag]})", file, line, "tags", string.Join(", ", shape)));
        }
    }

    private void CheckForms(Utterance utterance, int line)
    {
        ImmutableArray<string> words = PlainWords.Split(utterance.Text);
        foreach (string form in utterance.AcceptedForms)
        {
            ImmutableArray<string>[] readings = [.. Alternatives.Expand(form).Select(PlainWords.Split)];
            if (Alternatives.Has(form) && readings.Length == 1)
            {
                Add(isError: false, new InputException($"'{form}' has braces and only one reading", file, line, "accepted", "{ one way / another way } with blanks around the slash"));
            }
            else if (readings.All(r => r.AsSpan().SequenceEqual(words.AsSpan())))
            {
                Add(isError: false, new InputException($"'{form}' is the text itself", file, line, "accepted", "another reading", "leave it out"));
            }
        }
    }

    private void CheckDuration(Utterance utterance, int line)
    {
        double seconds = SpeechLength.EstimateSeconds(utterance.Text, utterance.Language);
        if (seconds > MaximumSeconds)
        {
            Add(isError: true, new InputException($"the text takes about {seconds:F0} s to say", file, line, "text", $"at most {MaximumSeconds:F0} s", "split it"));
        }
        else if (seconds > RecognizerWindowSeconds && !utterance.Tags.Contains(ParagraphTag))
        {
            Add(isError: false, new InputException(
                $"the text takes about {seconds:F0} s to say, more than the {RecognizerWindowSeconds:F0} s a recognizer hears in one go", file, line, "text", remedy: $"split it, or tag it '{ParagraphTag}'"));
        }
    }

    private void Add(bool isError, InputException problem) => findings.Add(new CorpusFinding(isError, problem));
}
