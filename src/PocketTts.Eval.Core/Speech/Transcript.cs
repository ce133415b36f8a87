using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>What a recognizer heard in a take.</summary>
public sealed record Transcript
{
    /// <summary>The text as written by the recognizer, trimmed; empty when nothing was heard.</summary>
    public required string Text { get; init; }

    /// <summary>The words of <see cref="Text"/> in order.</summary>
    public ImmutableArray<TranscriptWord> Words { get; init; } = [];

    /// <summary>The recognizer's tokens with log-probabilities, or empty when it has none.</summary>
    public ImmutableArray<TranscriptToken> Tokens { get; init; } = [];

    /// <summary>Mean natural log-probability per token, end token included; null when unknown.</summary>
    public double? AverageLogProbability { get; init; }

    /// <summary>Probability that the audio holds no speech, in [0, 1]; null when unknown.</summary>
    public double? NoSpeechProbability { get; init; }

    /// <summary>UTF-8 bytes of the text divided by bytes after zlib; above 2.4 it repeats itself. Null when unknown or empty.</summary>
    public double? CompressionRatio { get; init; }

    /// <summary>Language the recognizer worked in, e.g. <c>en</c>; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>What the recognizer wants to have said, e.g. <c>token-limit</c> for a decoding loop.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];
}
