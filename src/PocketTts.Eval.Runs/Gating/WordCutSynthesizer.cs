using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Calibration;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Speaks with another synthesizer and leaves words out; says in a warning which.</summary>
internal sealed class WordCutSynthesizer : ISpeechSynthesizer
{
    /// <summary>Code of the warning that names the words.</summary>
    public const string WarningCode = "words-cut";

    private readonly ISpeechSynthesizer _inner;
    private readonly double _rate;

    /// <summary>Takes the other synthesizer over.</summary>
    public WordCutSynthesizer(ISpeechSynthesizer inner, double rate)
    {
        _inner = inner;
        _rate = rate;
        SynthesizerInfo info = inner.Info;
        Info = info with
        {
            Engine = WordCutEngine.EngineName,
            EngineVersion = $"{WordCutEngine.Version} ({info.Engine} {info.EngineVersion})",
            IsDeterministic = info.IsDeterministic && rate is 0 or 1,
            UsesSeed = true,
            Settings = info.Settings.SetItem("word-cut.rate", FormattableString.Invariant($"{rate}")),
        };
    }

    /// <inheritdoc/>
    public SynthesizerInfo Info { get; }

    /// <inheritdoc/>
    public async Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string spoken, ImmutableArray<string> cut) = Cut(request.Text, request.Seed ?? 0, _rate);
        SynthesisResult result = await _inner.SynthesizeAsync(request with { Text = spoken }, sink, cancellationToken).ConfigureAwait(false);
        return cut.IsEmpty ? result : result with { Warnings = result.Warnings.Add(new TakeWarning(WarningCode, string.Join(", ", cut))) };
    }

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    /// <summary>The text without the words that the seed picks; one word always stays.</summary>
    internal static (string Text, ImmutableArray<string> Cut) Cut(string text, long seed, double rate)
    {
        TextSpan[] words = SpokenWords.Find(text);
        var cut = new List<TextSpan>();
        for (int i = 0; i < words.Length && cut.Count < words.Length - 1; i++)
        {
            if (SplitMix64.Unit((ulong)seed, (ulong)i) < rate)
            {
                cut.Add(words[i]);
            }
        }

        string spoken = text;
        foreach (TextSpan word in Enumerable.Reverse(cut))
        {
            spoken = TextFaults.Without(spoken, word);
        }

        return (spoken, [.. cut.Select(w => text[w.Start..w.End])]);
    }
}
