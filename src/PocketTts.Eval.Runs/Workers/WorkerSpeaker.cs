using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>
/// A system in a worker process of its own. Whatever happens to the process costs the take that was being spoken; for the next one there is
/// a new process, loaded and warmed up as the first was.
/// </summary>
internal sealed class WorkerSpeaker : ITakeSpeaker
{
    /// <summary>Code of the warning on a take after which its worker was replaced.</summary>
    public const string RecycledCode = "worker-recycled";

    private readonly SystemSpec _spec;
    private readonly Func<IWorkerProcess> _start;
    private readonly WorkerPolicy _policy;
    private readonly TimeProvider _time;
    private readonly List<(SynthesisRequest Request, TimeSpan Limit)> _warmUps = [];
    private WorkerLink? _link;
    private SynthesizerInfo? _info;
    private int _deaths;
    private bool _warmUpKills;

    private WorkerSpeaker(SystemSpec spec, Func<IWorkerProcess> start, WorkerPolicy policy, TimeProvider time)
    {
        _spec = spec;
        _start = start;
        _policy = policy;
        _time = time;
    }

    /// <inheritdoc/>
    public SynthesizerInfo Info => _info!;

    /// <inheritdoc/>
    public double LoadSeconds { get; private set; }

    /// <summary>Processes started so far.</summary>
    public int Starts { get; private set; }

    /// <summary>Starts a worker and loads a system in it.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="start">Starts a process; again after each death.</param>
    /// <param name="policy">Limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InputException">The system cannot be loaded, or its worker dies while loading.</exception>
    public static async Task<WorkerSpeaker> LoadAsync(SystemSpec spec, Func<IWorkerProcess> start, WorkerPolicy policy, TimeProvider time, CancellationToken cancellationToken)
    {
        var speaker = new WorkerSpeaker(spec, start, policy, time);
        try
        {
            await speaker.StartAsync(cancellationToken).ConfigureAwait(false);
            return speaker;
        }
        catch (WorkerDiedException death)
        {
            throw speaker.Unstartable(death);
        }
        catch
        {
            await speaker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> WarmUpAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        _warmUps.Add((request, limit));
        if (_link is null)
        {
            await RestartAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        return await WarmUpOnceAsync(request, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<SpeakOutcome> SpeakAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_link is null)
        {
            await RestartAsync(cancellationToken).ConfigureAwait(false);
        }

        WorkerReply reply = await _link!.AskAsync(new SpeakMessage(request), limit, cancellationToken).ConfigureAwait(false);
        switch (reply.Frame?.Message)
        {
            case SpokenMessage spoken:
                _deaths = 0;
                return new SpokenOutcome(await RecycleAsync(spoken.Facts).ConfigureAwait(false), reply.Frame.Payload) { Chunks = spoken.Chunks };
            case FailedMessage failed:
                _deaths = 0;
                return new FailedOutcome(failed.Reason, failed.Message, FailureKind.Answer);
            case CancelledMessage:
                return new FailedOutcome(EngineFault.TimeOut, EngineFault.TimeOutMessage(limit), FailureKind.TimeOut);
            default:
                _deaths++;
                await DropAsync().ConfigureAwait(false);
                (string reason, string message) = Describe(reply, limit);
                return new FailedOutcome(reason, message, reply.End == WorkerEnd.Died ? FailureKind.Death : FailureKind.TimeOut);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal static (string Reason, string Message) Describe(WorkerReply reply, TimeSpan limit) => reply.End switch
    {
        WorkerEnd.Died => (reply.Exit!.Reason, reply.Exit.Describe()),
        WorkerEnd.TimeOut => (EngineFault.TimeOut, $"{EngineFault.TimeOutMessage(limit)}; the engine did not stop when told and its process was killed"),
        WorkerEnd.Stalled => ("worker-stalled", "the worker process gave no sign of life and was killed"),
        _ => ("worker-confused", "the worker process sent what is no answer and was killed"),
    };

    // A process over its limit has spoken its last take: the next one finds memory again.
    private async Task<SynthesisFacts> RecycleAsync(SynthesisFacts facts)
    {
        if (_policy.MemoryLimitBytes is not { } limit || facts.ProcessMemoryBytes is not { } memory || memory <= limit)
        {
            return facts;
        }

        await DropAsync().ConfigureAwait(false);
        return facts with
        {
            Warnings = facts.Warnings.Add(new TakeWarning(RecycledCode, $"after this take the worker process held {Megabytes(memory)}, over the limit of {Megabytes(limit)}, and was replaced")),
        };
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait = WorkerPolicy.BackOff(_deaths);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            }

            SynthesizerInfo before = _info!;
            try
            {
                await StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (WorkerDiedException death)
            {
                _deaths++;
                if (attempt < _policy.StartAttempts)
                {
                    continue;
                }

                throw Unstartable(death);
            }

            string[] differences = [.. RunDifferences.Between(_spec.Id, before, Info)];
            if (differences.Length > 0)
            {
                throw new InputException($"the system changed while the run was going on: {string.Join("; ", differences)}", field: $"system '{_spec.Id}'", remedy: "restore it and give the same command again");
            }

            foreach ((SynthesisRequest request, TimeSpan limit) in _warmUps)
            {
                if (!_warmUpKills && _link is not null)
                {
                    await WarmUpOnceAsync(request, limit, cancellationToken).ConfigureAwait(false);
                }
            }

            if (_link is not null)
            {
                return;
            }
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        Starts++;
        var link = new WorkerLink(_start(), _policy, _time);
        try
        {
            WorkerReply reply = await link.AskAsync(new LoadMessage(_spec.Id, _spec.Canonical()), _policy.LoadLimit, cancellationToken).ConfigureAwait(false);
            switch (reply.Frame?.Message)
            {
                case LoadedMessage loaded:
                    _info = loaded.Info;
                    LoadSeconds = loaded.LoadSeconds;
                    ThrowIfTooLarge(loaded.MemoryBytes);
                    _link = link;
                    return;
                case LoadFailedMessage { IsFault: true } fault:
                    throw new InvalidOperationException($"system '{_spec.Id}' cannot be loaded: {fault.Problems[0]}");
                case LoadFailedMessage problem:
                    InputException[] problems = [.. problem.Problems.Select(p => new InputException(p))];
                    throw problems.Length == 1 ? problems[0] : new InputException(problems);
                default:
                    throw new WorkerDiedException(Describe(reply, _policy.LoadLimit).Message);
            }
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private InputException Unstartable(WorkerDiedException death) =>
        new($"the system cannot be loaded: {death.Message}", field: $"system '{_spec.Id}'", remedy: "try 'pocket-eval speak' with it to see more", innerException: death);

    private void ThrowIfTooLarge(long memoryBytes)
    {
        if (_policy.MemoryLimitBytes is { } limit && memoryBytes > limit)
        {
            throw new InputException($"the system holds {Megabytes(memoryBytes)} after loading, over the limit of {Megabytes(limit)}", field: $"system '{_spec.Id}'", remedy: "raise limits.memory in the plan");
        }
    }

    private async Task<string?> WarmUpOnceAsync(SynthesisRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        WorkerReply reply = await _link!.AskAsync(new WarmUpMessage(request), limit, cancellationToken).ConfigureAwait(false);
        switch (reply.Frame?.Message)
        {
            case WarmMessage warm:
                return warm.Problem;
            case CancelledMessage:
                return EngineFault.TimeOutMessage(limit);
            default:
                // the takes will tell whether it is the sentence or the system
                _warmUpKills = true;
                await DropAsync().ConfigureAwait(false);
                return Describe(reply, limit).Message;
        }
    }

    private async Task DropAsync()
    {
        if (_link is { } link)
        {
            _link = null;
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:F0} MB");
}
