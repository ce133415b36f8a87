using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>
/// A fire drill for gates: another engine that leaves words out at a known rate. <c>word-cut:VOICE,engine=NAME,rate=0.02[,option=value]…</c>; other options go to that engine. Each word of each take is
/// left out of what the engine is given with the given chance, drawn from the take's seed.
/// </summary>
/// <param name="engines">Engines that can speak for it.</param>
public sealed class WordCutEngine(IReadOnlyList<ISynthesizerEngine> engines) : ISynthesizerEngine
{
    /// <summary>Name of the engine.</summary>
    public const string EngineName = "word-cut";

    /// <summary>Raised whenever an equal take may be cut in another way.</summary>
    public const string Version = "1";

    private const string EngineOption = "engine";
    private const string RateOption = "rate";

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() => new(EngineName, true, "another engine that leaves words out at a known rate, to try gates: word-cut:VOICE,engine=NAME,rate=0.02", []);

    /// <inheritdoc/>
    public async Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string engine = spec.Options.GetValueOrDefault(EngineOption)
            ?? throw new InputException("no engine is named", field: EngineOption, expected: "the engine that speaks", remedy: "for example word-cut:af_heart,engine=kokoro,rate=0.02");
        string written = spec.Options.GetValueOrDefault(RateOption, string.Empty);
        if (!double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double rate) || rate > 1)
        {
            throw new InputException($"found '{written}'", field: RateOption, expected: "the share of words that are left out, 0 to 1");
        }

        if (string.Equals(engine, EngineName, StringComparison.Ordinal))
        {
            throw new InputException("it cannot speak for itself", field: EngineOption, expected: "another engine");
        }

        ImmutableSortedDictionary<string, string> rest = spec.Options.RemoveRange([EngineOption, RateOption]);
        var inner = new SystemSpec(spec.Id, engine, spec.Voice, rest);
        ISpeechSynthesizer speaker = await engines.Find(inner).LoadAsync(inner, cancellationToken).ConfigureAwait(false);
        return new WordCutSynthesizer(speaker, rate);
    }
}
