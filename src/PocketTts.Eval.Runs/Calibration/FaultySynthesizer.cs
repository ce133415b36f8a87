using System.Collections.Immutable;
using PocketTts.Eval.Audio.FaultInjection;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Speaks each take with one known fault and says in a warning what it did (<see cref="InjectedFault"/>).</summary>
internal sealed class FaultySynthesizer : ISpeechSynthesizer
{
    private const double ShortestWord = 0.18;

    private readonly FaultyOptions _options;
    private readonly ImmutableDictionary<string, SharedVoice> _voices;
    private readonly IEvidenceRecognizer? _listener;
    private readonly Action _release;

    /// <summary>Borrows voices and listener.</summary>
    public FaultySynthesizer(FaultyOptions options, ImmutableDictionary<string, SharedVoice> voices, IEvidenceRecognizer? listener, Action release)
    {
        _options = options;
        _voices = voices;
        _listener = listener;
        _release = release;
        SynthesizerInfo first = voices[options.Voices[0]].Info;
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        settings.AddRange(first.Settings.Select(s => KeyValuePair.Create($"inner.{s.Key}", s.Value)));
        settings["engine"] = $"{first.Engine} {first.EngineVersion}";
        settings["fault"] = options.Kind.Name();
        settings["shift"] = FormattableString.Invariant($"{options.Shift}");
        settings["voices"] = string.Join('+', options.Voices);
        Info = new SynthesizerInfo
        {
            Engine = FaultyEngine.EngineName,
            EngineVersion = FaultyEngine.Version,
            SampleRateHz = first.SampleRateHz,
            IsDeterministic = false,
            UsesSeed = true,
            ThreadCount = first.ThreadCount,
            Settings = settings.ToImmutable(),
            Files = [.. options.Voices.SelectMany(v => voices[v].Info.Files).DistinctBy(f => f.Sha256, StringComparer.Ordinal)],
        };
    }

    /// <inheritdoc/>
    public SynthesizerInfo Info { get; }

    /// <inheritdoc/>
    public async Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string voice = _options.VoiceOf(request.Text, request.Repeat);
        SharedVoice speaker = _voices[voice];
        var random = FaultRandom.Of(request.Seed ?? 0, _options.Kind);
        var fault = new InjectedFault { Kind = _options.Kind, Voice = voice };
        string spoken = request.Text;
        if (_options.Kind == FaultKind.Mangle)
        {
            (spoken, TextSpan affected, string detail) = PhonemeFaults.Apply(request.Text, speaker.Pronouncer!, random);
            fault = fault with { TextStart = affected.Start, TextEnd = affected.End, Detail = detail };
        }
        else if (_options.Kind is not FaultKind.Untouched && !_options.Kind.IsInSound())
        {
            (spoken, TextSpan affected) = TextFaults.Apply(_options.Kind, request.Text, random);
            fault = fault with { TextStart = affected.Start, TextEnd = affected.End, Detail = spoken };
        }

        SynthesisResult result = await speaker.SpeakAsync(request with { Text = spoken }, cancellationToken).ConfigureAwait(false);
        if (_options.Kind.IsInSound())
        {
            (Waveform damaged, fault) = _options.Kind == FaultKind.CutWord
                ? await CutWordAsync(result.Audio, request.Text, fault, random, cancellationToken).ConfigureAwait(false)
                : Damage(result.Audio, fault, random);
            result = result with { Audio = damaged };
        }

        sink?.Write(result.Audio.Samples.Span);
        return result with { Warnings = result.Warnings.Add(fault.ToWarning()) };
    }

    /// <inheritdoc/>
    public void Dispose() => _release();

    private static (Waveform Sound, InjectedFault Fault) Damage(Waveform sound, InjectedFault fault, FaultRandom random)
    {
        (Waveform damaged, double start, double end, string detail) = SoundDamage.Apply(fault.Kind, sound, random);
        return (damaged, fault with { StartSeconds = Math.Round(start, 4), EndSeconds = Math.Round(end, 4), Detail = detail });
    }

    // attention says where a word is to about 0.1 s: good enough to take most of it out
    private async Task<(Waveform Sound, InjectedFault Fault)> CutWordAsync(Waveform sound, string text, InjectedFault fault, FaultRandom random, CancellationToken cancellationToken)
    {
        TextEvidence evidence = await _listener!.WeighAsync(sound, new Transcript { Text = string.Empty }, text, cancellationToken).ConfigureAwait(false);
        WordEvidence[] words = [.. evidence.Words.Where(w => w.EndSeconds - w.StartSeconds >= ShortestWord)];
        if (words.Length == 0)
        {
            throw new TakeFailedException("unsuitable-sound", "no word is long enough to be cut out");
        }

        WordEvidence word = random.Of(words);
        SpeechExtent speech = SpeechExtent.Find(sound);
        double start = Math.Max(word.StartSeconds!.Value, speech.StartSeconds), end = Math.Min(word.EndSeconds!.Value, speech.EndSeconds);
        return (SoundFaults.Remove(sound, start, end), fault with
        {
            TextStart = word.Span.Start,
            TextEnd = word.Span.End,
            StartSeconds = Math.Round(start, 4),
            EndSeconds = Math.Round(start, 4),
            Detail = FormattableString.Invariant($"'{text[word.Span.Start..word.Span.End]}' from {start:0.00} to {end:0.00} s"),
        });
    }
}
