using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Speaks words as tones, with the faults it was told to have.</summary>
internal sealed class LoopbackSynthesizer : ISpeechSynthesizer
{
    private const int MaxSeconds = 20 * 60;
    private const int NanMilliseconds = 10;

    private readonly LoopbackOptions _options;
    private readonly TimeProvider _time;
    private readonly LoopbackModulator _modulator;
    private readonly List<byte[]> _leaked = [];
    private int _takes;

    public LoopbackSynthesizer(LoopbackOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _modulator = new LoopbackModulator(options.Voice);
        Info = new SynthesizerInfo
        {
            Engine = LoopbackEngine.EngineName,
            EngineVersion = LoopbackEngine.Version,
            Voice = options.Voice,
            SampleRateHz = LoopbackModulator.SampleRateHz,
            IsDeterministic = !options.HasFaults,
            UsesSeed = true,
            ThreadCount = 1,
            Settings = options.Settings(),
        };
    }

    public SynthesizerInfo Info { get; }

    public async Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        LoopbackPlan plan = LoopbackFaults.Plan(_options, request);
        Wear();
        if (plan.TakeFault == LoopbackTakeFault.Empty)
        {
            return Result(plan, Array.Empty<float>(), 0);
        }

        List<Piece> pieces = Layout(plan, out int symbols);
        float[] samples = new float[symbols * LoopbackModulator.SymbolSamples];
        int kept = plan.KeptShare is { } share ? Math.Max(1, (int)(samples.Length * share)) : samples.Length;
        long started = _time.GetTimestamp();
        int done = 0;
        for (int i = 0; i <= pieces.Count && done < kept; i++)
        {
            if (i == pieces.Count / 2)
            {
                await FailHalfWayAsync(plan, cancellationToken).ConfigureAwait(false);
            }

            // each piece ends before the next word; what is after the last word is a piece too
            int end = i < pieces.Count - 1 ? pieces[i + 1].StartSample : i < pieces.Count ? pieces[i].EndSample : samples.Length;
            if (i < pieces.Count && plan.TakeFault != LoopbackTakeFault.Silence)
            {
                _modulator.Write(pieces[i].Bytes, pieces[i].IsDamaged, samples.AsSpan(pieces[i].StartSample));
            }

            end = Math.Min(end, kept);
            if (plan.TakeFault == LoopbackTakeFault.Nan)
            {
                Spoil(samples, done, end);
            }

            await KeepPaceAsync(started, end, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            sink?.Write(samples.AsSpan(done, end - done));
            done = end;
        }

        return Result(plan, samples.AsMemory(0, kept), symbols);
    }

    public void Dispose()
    {
        _leaked.Clear();
    }

    private static List<Piece> Layout(LoopbackPlan plan, out int symbols)
    {
        var pieces = new List<Piece>();
        long at = LoopbackModem.EdgeSymbols;
        const int Limit = MaxSeconds * 1000 / LoopbackModem.SymbolMilliseconds;
        foreach (LoopbackPlannedWord word in plan.Words)
        {
            foreach (string spoken in word.Spoken)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(spoken);
                int length = LoopbackModulator.SymbolCount(bytes.Length);
                if (at + length > Limit)
                {
                    throw new TakeFailedException("text-too-long", FormattableString.Invariant($"the text would take more than {MaxSeconds} seconds to speak; cut it into shorter ones"));
                }

                pieces.Add(new Piece((int)at * LoopbackModulator.SymbolSamples, (int)(at + length) * LoopbackModulator.SymbolSamples, bytes, word.Fault == LoopbackWordFault.Mangle));
                at += length + LoopbackModem.PauseSymbols(spoken);
            }
        }

        symbols = (int)at + LoopbackModem.EdgeSymbols;
        return pieces;
    }

    private static void Spoil(float[] samples, int from, int to)
    {
        int middle = samples.Length / 2;
        int first = Math.Clamp(middle, from, to);
        int last = Math.Clamp(middle + (NanMilliseconds * LoopbackModulator.SampleRateHz / 1000), from, to);
        samples.AsSpan(first, last - first).Fill(float.NaN);
    }

    private static SynthesisResult Result(LoopbackPlan plan, ReadOnlyMemory<float> samples, int symbols)
    {
        // a faithful voice says what it could not say; the injected faults stay secret, since finding them is the harness's work
        int replaced = plan.Words.Count(w => !IsWellFormed(w.Written));
        return new SynthesisResult
        {
            Audio = new Waveform(samples, LoopbackModulator.SampleRateHz),
            UnitCount = symbols,
            Warnings = replaced == 0 ? [] : [new TakeWarning("replaced-characters", FormattableString.Invariant($"{replaced} words hold half a surrogate pair, spoken as U+FFFD"))],
        };
    }

    private static bool IsWellFormed(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (char.IsSurrogate(word[i]) && (i + 1 == word.Length || !char.IsSurrogatePair(word[i], word[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private Task FailHalfWayAsync(LoopbackPlan plan, CancellationToken cancellationToken) => plan.TakeFault switch
    {
        LoopbackTakeFault.Crash => throw new TakeFailedException("crash", "the loopback engine was told to fail on this take"),
        LoopbackTakeFault.Stall => Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken),
        LoopbackTakeFault.Abort => LoopbackDeath.Abort(),
        LoopbackTakeFault.Segfault => LoopbackDeath.Segfault(),
        LoopbackTakeFault.Hang => LoopbackDeath.Hang(),
        LoopbackTakeFault.Exit => LoopbackDeath.Exit(),
        _ => Task.CompletedTask,
    };

    // what depends on how long this process has lived, not on the take
    private void Wear()
    {
        if (_options.Leak > 0)
        {
            byte[] kept = new byte[(int)(_options.Leak * 1e6)];
            kept.AsSpan().Fill(1);
            _leaked.Add(kept);
        }

        if (_options.Lifetime > 0 && ++_takes > _options.Lifetime)
        {
            LoopbackDeath.Abort();
        }
    }

    private async Task KeepPaceAsync(long started, int samples, CancellationToken cancellationToken)
    {
        TimeSpan due = TimeSpan.FromSeconds(_options.Rtf * samples / LoopbackModulator.SampleRateHz);

        // timers may fire early by their resolution
        for (TimeSpan left = due - _time.GetElapsedTime(started); _options.Rtf > 0 && left > TimeSpan.Zero; left = due - _time.GetElapsedTime(started))
        {
            await Task.Delay(left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private readonly record struct Piece(int StartSample, int EndSample, byte[] Bytes, bool IsDamaged);
}
