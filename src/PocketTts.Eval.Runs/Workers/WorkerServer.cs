using System.Threading.Channels;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>
/// The inside of a worker process: one system that speaks (or one recognizer that hears) what it is told, one request after the other, and measures where the work is done.
/// It ends when the run that started it closes its pipe, also by dying: nobody else would end it.
/// </summary>
public sealed class WorkerServer
{
    private static readonly TimeSpan s_beatInterval = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<ISynthesizerEngine> _engines;
    private readonly IReadOnlyList<IRecognizerEngine> _recognizers;
    private readonly TimeProvider _time;
    private readonly Action _die;
    private readonly IProcessMeter _meter;
    private readonly Lock _writing = new();
    private CancellationTokenSource? _work;
    private ISpeechRecognizer? _recognizer;

    /// <summary>Creates a server.</summary>
    /// <param name="engines">Engines that the system may name.</param>
    /// <param name="recognizers">Engines that know the recognizer that it may have to be instead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="die">Ends the process at once, even when it hangs in foreign code: the run is gone.</param>
    /// <param name="collectsGarbage">Whether garbage is collected, outside of all timings, before memory is read: for sessions that look for leaks.</param>
    public WorkerServer(IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers, TimeProvider time, Action die, bool collectsGarbage = false)
        : this(engines, recognizers, time, die, new ProcessMeter(collectsGarbage))
    {
    }

    internal WorkerServer(IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers, TimeProvider time, Action die, IProcessMeter meter)
    {
        _engines = engines;
        _recognizers = recognizers;
        _time = time;
        _die = die;
        _meter = meter;
    }

    /// <summary>Serves until the run closes its end.</summary>
    /// <param name="input">Where messages come from.</param>
    /// <param name="output">Where answers go.</param>
    /// <returns>Ends when the input ends while nothing is being spoken.</returns>
    public async Task RunAsync(Stream input, Stream output)
    {
        Channel<WorkerFrame> jobs = Channel.CreateUnbounded<WorkerFrame>(new UnboundedChannelOptions { SingleWriter = true, SingleReader = true });
        // a thread of its own: the end of the run is noticed while an engine hangs or keeps all threads of the pool busy
        var reader = new Thread(() => Listen(input, jobs.Writer)) { IsBackground = true, Name = "worker input" };
        reader.Start();
        InProcessSpeaker? speaker = null;
        try
        {
            await foreach (WorkerFrame job in jobs.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                using var work = new CancellationTokenSource();
                Volatile.Write(ref _work, work);
                using (ITimer beat = _time.CreateTimer(_ => TryWrite(output, new BeatMessage()), null, s_beatInterval, s_beatInterval))
                {
                    speaker = await DoAsync(job, speaker, output, work.Token).ConfigureAwait(false);
                }

                Volatile.Write(ref _work, null);
            }
        }
        finally
        {
            if (speaker is not null)
            {
                await speaker.DisposeAsync().ConfigureAwait(false);
            }

            _recognizer?.Dispose();
        }
    }

    private void Listen(Stream input, ChannelWriter<WorkerFrame> jobs)
    {
        try
        {
            while (WorkerWire.Read(input) is { } frame)
            {
                if (frame.Message is CancelMessage)
                {
                    Cancel();
                }
                else
                {
                    jobs.TryWrite(frame);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or ObjectDisposedException)
        {
            // as good as the end
        }

        jobs.TryComplete();
        if (Volatile.Read(ref _work) is not null)
        {
            _die();
        }
    }

    private void Cancel()
    {
        try
        {
            Volatile.Read(ref _work)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the work was done in this very moment
        }
    }

    private async Task<InProcessSpeaker?> DoAsync(WorkerFrame job, InProcessSpeaker? speaker, Stream output, CancellationToken cancellationToken)
    {
        switch (job.Message)
        {
            case LoadMessage load:
                return await LoadAsync(load, output, cancellationToken).ConfigureAwait(false);
            case WarmUpMessage warmUp:
                string? problem = await speaker!.WarmUpAsync(warmUp.Request, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                TryWrite(output, new WarmMessage(problem, _meter.MemoryBytes));
                return speaker;
            case SpeakMessage speak:
                await SpeakAsync(speak, speaker!, output, cancellationToken).ConfigureAwait(false);
                return speaker;
            case LoadRecognizerMessage load:
                await LoadRecognizerAsync(load, output, cancellationToken).ConfigureAwait(false);
                return speaker;
            case HearMessage:
                TryWrite(output, await new InProcessListener(_recognizer!, _time, _meter).HearAsync(job.Payload, cancellationToken).ConfigureAwait(false));
                return speaker;
            default:
                throw new InvalidDataException($"a worker is not told {job.Message.GetType().Name}");
        }
    }

    private async Task<InProcessSpeaker?> LoadAsync(LoadMessage load, Stream output, CancellationToken cancellationToken)
    {
        InProcessSpeaker? speaker = null;
        await TryLoadAsync(output, async () =>
        {
            SystemSpec spec = SystemSpec.Parse(load.Spec) with { Id = load.Id };
            long start = _time.GetTimestamp();
            ISpeechSynthesizer synthesizer = await _engines.Find(spec).LoadAsync(spec, cancellationToken).ConfigureAwait(false);
            speaker = new InProcessSpeaker(synthesizer, _time, _meter);
            return new LoadedMessage(synthesizer.Info, _time.GetElapsedTime(start).TotalSeconds, _meter.MemoryBytes);
        }, cancellationToken).ConfigureAwait(false);
        return speaker;
    }

    private Task LoadRecognizerAsync(LoadRecognizerMessage load, Stream output, CancellationToken cancellationToken) => TryLoadAsync(output, async () =>
    {
        long start = _time.GetTimestamp();
        _recognizer = await _recognizers.Find(load.Id).LoadAsync(load.Id, cancellationToken).ConfigureAwait(false);
        return new RecognizerLoadedMessage(_recognizer.Info, _time.GetElapsedTime(start).TotalSeconds);
    }, cancellationToken);

    private async Task TryLoadAsync(Stream output, Func<Task<WorkerMessage>> load, CancellationToken cancellationToken)
    {
        WorkerMessage answer;
        try
        {
            answer = await load().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            answer = new CancelledMessage();
        }
        catch (InputException problem)
        {
            answer = new LoadFailedMessage([.. problem.Problems.Select(p => p.Message)], IsFault: false);
        }
        catch (Exception fault)
        {
            answer = new LoadFailedMessage([EngineFault.Message(fault)], IsFault: true);
        }

        TryWrite(output, answer);
    }

    private async Task SpeakAsync(SpeakMessage speak, InProcessSpeaker speaker, Stream output, CancellationToken cancellationToken)
    {
        SpeakOutcome outcome;
        try
        {
            outcome = await speaker.SpeakAsync(speak.Request, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            TryWrite(output, new CancelledMessage());
            return;
        }

        if (outcome is SpokenOutcome spoken)
        {
            TryWrite(output, new SpokenMessage(spoken.Facts) { Chunks = spoken.Chunks }, spoken.Wav);
        }
        else
        {
            var failed = (FailedOutcome)outcome;
            TryWrite(output, new FailedMessage(failed.Reason, failed.Message));
        }
    }

    private void TryWrite(Stream output, WorkerMessage message, ReadOnlySpan<byte> payload = default)
    {
        try
        {
            lock (_writing)
            {
                WorkerWire.Write(output, message, payload);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            _die();
        }
    }
}
