using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>Speaks through an adapter. One that fails is ended with everything it started, and started again for the next take.</summary>
internal sealed class ProcessSynthesizer(AdapterCommand command, ProcessOptions options, TimeProvider time) : ISpeechSynthesizer
{
    // less than a worker is given when it is told to go
    private static readonly TimeSpan s_leaving = TimeSpan.FromSeconds(1.5);

    private readonly WorkFolder _work = new();
    private ChildProcess? _process;
    private IAdapterConnection? _connection;
    private AdapterHello? _hello;
    private bool _isDisposed;

    /// <inheritdoc/>
    public SynthesizerInfo Info
    {
        get => field ?? throw new InvalidOperationException("the adapter was not started");
        set;
    }

    /// <summary>Starts the adapter and greets it.</summary>
    /// <exception cref="AdapterFaultException">It cannot be started, does not answer in time, or says something else than before.</exception>
    public async Task<AdapterHello> StartAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        using var limit = new CancellationTokenSource(options.StartupLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            _process = ChildProcess.Start(command);
            _connection = options.IsExternalTts ? new ExternalTtsConnection(_process, _work, options) : new AdapterConnection(_process, _work, options, time);
            AdapterHello hello = await _connection.GreetAsync(either.Token).ConfigureAwait(false);
            if (_hello is not null && hello.DifferenceTo(_hello) is { } difference)
            {
                throw new AdapterFaultException(AdapterFaultException.Start, $"the adapter was started again and is another: {difference}");
            }

            return _hello ??= hello;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string words = _process?.ErrorText is { Length: > 0 } text ? $"; the end of its stderr: {text}" : string.Empty;
            End();
            throw new AdapterFaultException(AdapterFaultException.Start, FormattableString.Invariant($"the adapter did not answer the hello within {options.StartupLimit.TotalSeconds:0.###} s{words}"));
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        bool isRestarted = _connection is null;
        try
        {
            if (isRestarted)
            {
                await StartAsync(cancellationToken).ConfigureAwait(false);
            }

            int processId = _process!.Id;
            ProcessTreeUsage? before = ProcessTreeUsage.Read(processId);
            long start = time.GetTimestamp();
            SpokenAudio spoken = await _connection!.SpeakAsync(request, sink, cancellationToken).ConfigureAwait(false);
            double wallSeconds = time.GetElapsedTime(start).TotalSeconds;
            ProcessTreeUsage? after = ProcessTreeUsage.Read(processId);
            if (spoken.FirstAudioTimestamp is null)
            {
                sink?.Write(spoken.Audio.Samples.Span);
            }

            return new SynthesisResult
            {
                Audio = spoken.Audio,
                Warnings = Warnings(spoken, isRestarted),
                Phonemes = spoken.Phonemes,
                ChunkCount = spoken.ChunkCount,
                Timing = new SynthesisTiming
                {
                    WallSeconds = wallSeconds,
                    FirstAudioSeconds = spoken.FirstAudioTimestamp is { } first ? time.GetElapsedTime(start, first).TotalSeconds : null,
                    CpuSeconds = after?.CpuSeconds - before?.CpuSeconds is { } cpu and >= 0 ? cpu : null,
                    ProcessMemoryBytes = after?.MemoryBytes,
                    // what was warmed up is gone
                    IsEligible = !isRestarted,
                },
            };
        }
        catch (AdapterFaultException fault)
        {
            End();
            throw new TakeFailedException(fault.Reason, fault.Message, fault);
        }
        catch (OperationCanceledException)
        {
            // an answer that comes too late must not meet the next request
            End();
            throw;
        }
    }

    /// <summary>Says good-bye and waits a little; then the adapter is ended.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_process is { } process && _connection is { } connection)
        {
            LeaveAsync(process, connection).GetAwaiter().GetResult();
        }

        End();
        _work.Dispose();
    }

    private static async Task LeaveAsync(ChildProcess process, IAdapterConnection connection)
    {
        using var limit = new CancellationTokenSource(s_leaving);
        try
        {
            await connection.LeaveAsync(limit.Token).ConfigureAwait(false);
            process.CloseInput();
            await process.WaitForExitAsync(s_leaving).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is AdapterFaultException or OperationCanceledException)
        {
            // it is ended the hard way
        }
    }

    private ImmutableArray<TakeWarning> Warnings(SpokenAudio spoken, bool isRestarted)
    {
        ImmutableArray<TakeWarning> warnings = spoken.Warnings.IsDefault ? [] : spoken.Warnings;
        return isRestarted
            ? warnings.Add(new TakeWarning("engine-restarted", $"{_hello!.Name} was started again for this take after the one before failed; its timing does not count"))
            : warnings;
    }

    private void End()
    {
        _connection = null;
        _process?.Dispose();
        _process = null;
    }
}
