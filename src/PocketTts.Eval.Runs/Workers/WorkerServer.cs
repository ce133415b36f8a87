using System.Threading.Channels;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>
/// The inside of a worker process: one system that speaks what it is told, one request after the other, and measures where the work is done.
/// It ends when the run that started it closes its pipe, also by dying: nobody else would end it.
/// </summary>
public sealed class WorkerServer
{
    private static readonly TimeSpan s_beatInterval = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<ISynthesizerEngine> _engines;
    private readonly TimeProvider _time;
    private readonly Action _die;
    private readonly IProcessMeter _meter;
    private readonly Lock _writing = new();
    private CancellationTokenSource? _work;

    /// <summary>Creates a server.</summary>
    /// <param name="engines">Engines that the system may name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="die">Ends the process at once, even when it hangs in foreign code: the run is gone.</param>
    public WorkerServer(IReadOnlyList<ISynthesizerEngine> engines, TimeProvider time, Action die)
        : this(engines, time, die, new ProcessMeter())
    {
    }

    internal WorkerServer(IReadOnlyList<ISynthesizerEngine> engines, TimeProvider time, Action die, IProcessMeter meter)
    {
        _engines = engines;
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
        Channel<WorkerMessage> jobs = Channel.CreateUnbounded<WorkerMessage>(new UnboundedChannelOptions { SingleWriter = true, SingleReader = true });
        // a thread of its own: the end of the run is noticed while an engine hangs or keeps all threads of the pool busy
        var reader = new Thread(() => Listen(input, jobs.Writer)) { IsBackground = true, Name = "worker input" };
        reader.Start();
        InProcessSpeaker? speaker = null;
        try
        {
            await foreach (WorkerMessage job in jobs.Reader.ReadAllAsync().ConfigureAwait(false))
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
        }
    }

    private void Listen(Stream input, ChannelWriter<WorkerMessage> jobs)
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
                    jobs.TryWrite(frame.Message);
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

    private async Task<InProcessSpeaker?> DoAsync(WorkerMessage job, InProcessSpeaker? speaker, Stream output, CancellationToken cancellationToken)
    {
        switch (job)
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
            default:
                throw new InvalidDataException($"a worker is not told {job.GetType().Name}");
        }
    }

    private async Task<InProcessSpeaker?> LoadAsync(LoadMessage load, Stream output, CancellationToken cancellationToken)
    {
        try
        {
            SystemSpec spec = SystemSpec.Parse(load.Spec) with { Id = load.Id };
            long start = _time.GetTimestamp();
            ISpeechSynthesizer synthesizer = await _engines.Find(spec).LoadAsync(spec, cancellationToken).ConfigureAwait(false);
            TryWrite(output, new LoadedMessage(synthesizer.Info, _time.GetElapsedTime(start).TotalSeconds, _meter.MemoryBytes));
            return new InProcessSpeaker(synthesizer, _time, _meter);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            TryWrite(output, new CancelledMessage());
        }
        catch (InputException problem)
        {
            TryWrite(output, new LoadFailedMessage([.. problem.Problems.Select(p => p.Message)], IsFault: false));
        }
        catch (Exception fault)
        {
            TryWrite(output, new LoadFailedMessage([$"{fault.GetType().Name}: {fault.Message}".ReplaceLineEndings(" ")], IsFault: true));
        }

        return null;
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
            TryWrite(output, new SpokenMessage(spoken.Facts), spoken.Wav);
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
