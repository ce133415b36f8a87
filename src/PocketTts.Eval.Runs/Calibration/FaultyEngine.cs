using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>
/// An engine whose systems speak with faults that are known: another engine's voices, given altered texts or phonemes, or damaged afterwards. All its
/// systems share the voices; the last one that is released releases them.
/// </summary>
/// <param name="engines">Engines that can speak for it.</param>
/// <param name="recognizers">Recognizers that can find words in a sound for it.</param>
public sealed class FaultyEngine(IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers) : ISynthesizerEngine
{
    /// <summary>Name of the engine.</summary>
    public const string EngineName = "faulty";

    /// <summary>Raised whenever an equal take may be damaged in another way.</summary>
    public const string Version = "1";

    private readonly Dictionary<string, SharedVoice> _voices = new(StringComparer.Ordinal);
    private IEvidenceRecognizer? _listener;
    private int _users;

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() => new(EngineName, true, "speaks with known faults, for pocket-eval calibrate", []);

    /// <inheritdoc/>
    public async Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var options = FaultyOptions.Parse(spec);
        _users++;
        try
        {
            var voices = ImmutableDictionary.CreateBuilder<string, SharedVoice>(StringComparer.Ordinal);
            foreach (string voice in options.Voices)
            {
                var inner = new SystemSpec(voice, options.Engine, voice, ImmutableSortedDictionary<string, string>.Empty);
                string key = inner.Canonical();
                if (!_voices.TryGetValue(key, out SharedVoice? speaker))
                {
                    speaker = new SharedVoice(await engines.Find(inner).LoadAsync(inner, cancellationToken).ConfigureAwait(false));
                    _voices.Add(key, speaker);
                }

                voices[voice] = speaker;
            }

            if (options.Kind == FaultKind.CutWord && _listener is null)
            {
                ISpeechRecognizer recognizer = await recognizers.Find(options.Recognizer).LoadAsync(options.Recognizer, cancellationToken).ConfigureAwait(false);
                _listener = recognizer as IEvidenceRecognizer ?? throw Unfit(recognizer);
            }

            if (options.Kind == FaultKind.Mangle && voices.Values.Any(v => v.Pronouncer is null))
            {
                throw new InputException($"{options.Engine} cannot be told how to say a word", field: "fault", remedy: $"leave out the fault '{options.Kind.Name()}', or use kokoro");
            }

            return new FaultySynthesizer(options, voices.ToImmutable(), _listener, Release);
        }
        catch
        {
            Release();
            throw;
        }
    }

    private static InputException Unfit(ISpeechRecognizer recognizer)
    {
        string id = recognizer.Info.Id;
        recognizer.Dispose();
        return new InputException($"{id} gives no evidence, so it cannot tell where a word is", field: "recognizer");
    }

    private void Release()
    {
        if (--_users > 0)
        {
            return;
        }

        foreach (SharedVoice voice in _voices.Values)
        {
            voice.Dispose();
        }

        _voices.Clear();
        _listener?.Dispose();
        _listener = null;
    }
}
