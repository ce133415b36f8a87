using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Makes words with times and probabilities from tokens. Keeps buffers: not thread-safe.</summary>
/// <param name="splitter">Groups tokens into words.</param>
/// <param name="promptLength">Tokens before the text.</param>
internal sealed class WordTimer(WordSplitter splitter, int promptLength)
{
    private readonly TokenAligner _aligner = new();

    /// <summary>The words of a text.</summary>
    /// <param name="ids">Text tokens.</param>
    /// <param name="probabilities">Probability of each token among the ordinary ids.</param>
    /// <param name="attention">Attention of prompt, text and end of text, or null when unknown.</param>
    /// <param name="offsetSeconds">Added to every time.</param>
    /// <returns>Words in order, trimmed; a word ends where the next begins, the last where the end of text does.</returns>
    public IEnumerable<TranscriptWord> Words(IReadOnlyList<int> ids, IReadOnlyList<double> probabilities, AttentionRows? attention, double offsetSeconds)
    {
        if (ids.Count == 0)
        {
            yield break;
        }

        double[]? starts = attention is null ? null : _aligner.Starts(attention, promptLength);
        foreach (TokenWord word in splitter.Split(ids))
        {
            string text = word.Text.Trim();
            if (text.Length > 0)
            {
                double probability = Enumerable.Range(word.Start, word.End - word.Start).Average(i => probabilities[i]);
                yield return new TranscriptWord(text, starts?[word.Start] + offsetSeconds, starts?[word.End] + offsetSeconds, probability);
            }
        }
    }
}
