using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>What greedy decoding found in one window.</summary>
/// <param name="Tokens">Tokens with log-probabilities among the permitted ids; the end of text is last unless the limit was hit.</param>
/// <param name="TextIds">The tokens without the end of text.</param>
/// <param name="TextProbabilities">Probability of each text token among all ordinary ids.</param>
/// <param name="NoSpeechProbability">Probability that the window holds no speech, or null when the model cannot say.</param>
/// <param name="HitLimit">Whether decoding was stopped before the text ended.</param>
/// <param name="Attention">Attention of prompt, text and end of text to the sound, or null when the graph gives none.</param>
internal sealed record DecodedText(
    IReadOnlyList<TranscriptToken> Tokens,
    IReadOnlyList<int> TextIds,
    IReadOnlyList<double> TextProbabilities,
    double? NoSpeechProbability,
    bool HitLimit,
    AttentionRows? Attention);
