using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Weighs a text against a sound by likelihood. One pass over the text gives, for each word, how likely the decoder finds that the next word comes in
/// its place, or that it comes once more after itself; words for which that is likely enough are weighed exactly, by scoring the whole text
/// without them and with them twice. Not thread-safe.
/// </summary>
/// <param name="model">Graphs, tokenizer and ids.</param>
/// <param name="screen">Which words are weighed exactly.</param>
internal sealed class EvidenceWeigher(WhisperModel model, EvidenceScreen screen)
{
    /// <summary>Raised whenever equal sound and text may give other evidence.</summary>
    public const string Version = "1";

    private readonly TeacherForcing _forcing = new(model);
    private readonly TokenAligner _aligner = new();

    /// <summary>Weighs a text.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="transcript">What was heard in it.</param>
    /// <param name="text">The text; not blank.</param>
    /// <param name="run">Ends the run early when told so.</param>
    /// <param name="cancellationToken">Checked before each variant.</param>
    /// <exception cref="TakeFailedException">The text does not fit, or the decoder gave no numbers.</exception>
    public TextEvidence Weigh(EncodedAudio audio, Transcript transcript, string text, RunOptions run, CancellationToken cancellationToken)
    {
        var reference = new ReferenceTokens(text, model.Tokenizer, model.Configuration.EndOfText);
        if (!Fits(reference.Tokens))
        {
            throw new TakeFailedException("text-too-long", FormattableString.Invariant($"the text has {reference.Tokens.Length - 1} tokens; the recognizer takes at most {model.Configuration.MaxTokens - model.Configuration.Prompt.Length - 1}"));
        }

        using ForcedText read = _forcing.Read(audio, reference.Tokens, run);
        double[]? starts = read.Attention is null ? null : _aligner.Starts(read.Attention, model.Configuration.Prompt.Length);
        HashSet<int> suspects = Suspects(reference.Words, read);
        var words = ImmutableArray.CreateBuilder<WordEvidence>(reference.Words.Length);
        for (int i = 0; i < reference.Words.Length; i++)
        {
            ReferenceWord word = reference.Words[i];
            double skip = SkipEstimate(word, read), twice = DoubleEstimate(word, read);
            bool isSuspect = suspects.Contains(i) && word.Twice.All(Fits);
            double skipGain = skip, doubleGain = twice;
            if (isSuspect)
            {
                cancellationToken.ThrowIfCancellationRequested();
                skipGain = _forcing.LogProbability(audio, read, word.Without, run) - read.LogProbability;
                doubleGain = word.Twice.Max(t => _forcing.LogProbability(audio, read, t, run)) - read.LogProbability;
            }

            words.Add(new WordEvidence(
                word.Span,
                Rounded(read.Sum(word.Start, word.End)),
                starts is null ? null : Math.Round(starts[word.Start], 3),
                starts is null ? null : Math.Round(starts[word.End], 3),
                Rounded(skipGain),
                Rounded(doubleGain),
                !isSuspect)
            {
                SkipEstimate = Rounded(skip),
                DoubleEstimate = Rounded(twice),
            });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new TextEvidence(text, Rounded(read.LogProbability), TranscriptLogProbability(audio, transcript, read, run), words.MoveToImmutable());
    }

    // the words with the largest estimates relative to the thresholds
    private HashSet<int> Suspects(ImmutableArray<ReferenceWord> words, ForcedText read) =>
    [
        .. Enumerable.Range(0, words.Length)
            .Select(i => (Index: i, Excess: Math.Max(SkipEstimate(words[i], read) - screen.SkipThreshold, DoubleEstimate(words[i], read) - screen.DoubleThreshold)))
            .Where(w => w.Excess > 0)
            .OrderByDescending(w => w.Excess)
            .Take(screen.MaximumVariants / 2)
            .Select(w => w.Index),
    ];

    // the next token in the word's place, against the word and the next token
    private static double SkipEstimate(ReferenceWord word, ForcedText read)
    {
        int place = word.Without.AsSpan().CommonPrefixLength(read.Tokens);
        return read.At(place, word.Without[place]) - read.Sum(place, Math.Min(place + word.End - word.Start + 1, read.Tokens.Length));
    }

    // the word's first token once more after it, against the next token
    private static double DoubleEstimate(ReferenceWord word, ForcedText read) => word.Twice.Max(twice =>
    {
        int place = twice.AsSpan().CommonPrefixLength(read.Tokens);
        return read.At(place, twice[place]) - read.Sum(place, place + 1);
    });

    private double? TranscriptLogProbability(EncodedAudio audio, Transcript transcript, ForcedText read, RunOptions run)
    {
        int end = model.Configuration.EndOfText;
        int[] heard = transcript.Tokens.IsDefaultOrEmpty ? [.. model.Tokenizer.Encode(" " + transcript.Text)] : [.. transcript.Tokens.Select(t => t.Id).Where(id => id < end)];
        return transcript.Text.Length == 0 || heard.Length == 0 || !Fits([.. heard, end])
            ? null
            : Rounded(_forcing.LogProbability(audio, read, [.. heard, end], run));
    }

    private bool Fits(int[] tokens) => model.Configuration.Prompt.Length + tokens.Length <= model.Configuration.MaxTokens;

    private static double Rounded(double value) => Math.Round(value, 4);
}
