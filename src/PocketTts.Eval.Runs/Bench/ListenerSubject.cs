using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>A recognizer that is timed, in a worker process of its own. After a death the next take starts a new one.</summary>
internal sealed class ListenerSubject : IBenchSubject
{
    private readonly BenchChoice _choice;
    private readonly BenchPlan _plan;
    private readonly IReadOnlyDictionary<string, byte[]> _sounds;
    private readonly Func<WorkerLink> _start;
    private readonly WorkerPolicy _policy;
    private WorkerLink? _link;

    private ListenerSubject(BenchChoice choice, BenchPlan plan, IReadOnlyDictionary<string, byte[]> sounds, Func<WorkerLink> start, WorkerPolicy policy)
    {
        _choice = choice;
        _plan = plan;
        _sounds = sounds;
        _start = start;
        _policy = policy;
        Setup = null!;
    }

    /// <inheritdoc/>
    public BenchSetup Setup { get; private set; }

    /// <inheritdoc/>
    public double LoadSeconds { get; private set; }

    /// <inheritdoc/>
    public int Starts { get; private set; }

    /// <summary>Starts a worker and loads the recognizer in it.</summary>
    /// <param name="choice">The recognizer.</param>
    /// <param name="plan">The bench.</param>
    /// <param name="sounds">WAV files by the ids of the texts; a text without one has no timing.</param>
    /// <param name="start">Starts a process.</param>
    /// <param name="policy">Limits.</param>
    /// <param name="usableCpuCount">Processors.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InputException">It cannot be loaded.</exception>
    public static async Task<ListenerSubject> LoadAsync(
        BenchChoice choice, BenchPlan plan, IReadOnlyDictionary<string, byte[]> sounds, Func<WorkerLink> start, WorkerPolicy policy, int usableCpuCount, CancellationToken cancellationToken)
    {
        var subject = new ListenerSubject(choice, plan, sounds, start, policy);
        RecognizerInfo info = await subject.StartAsync(cancellationToken).ConfigureAwait(false);
        int threads = info.Settings.TryGetValue("threads", out string? written) && int.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 1;
        subject.Setup = new BenchSetup
        {
            Id = PathFreeText.Of(choice.Id),
            SystemId = PathFreeText.Of(choice.SystemId),
            Spec = PathFreeText.Of(choice.RecognizerId!),
            IsRecognizer = true,
            Engine = info.Engine,
            EngineVersion = info.EngineVersion,
            ThreadCount = threads,
            IsOversubscribed = threads > usableCpuCount,
            Unit = "tokens",
            IsDeterministic = true,
            Files = info.Files,
        };
        return subject;
    }

    /// <inheritdoc/>
    public async Task<string?> WarmUpAsync(BenchText text, CancellationToken cancellationToken) => (await MeasureAsync(text, cancellationToken).ConfigureAwait(false)).Message;

    /// <inheritdoc/>
    public async Task<BenchMeasurement> MeasureAsync(BenchText text, CancellationToken cancellationToken)
    {
        BenchTake take = BenchTakes.Of(Setup, text);
        if (!_sounds.TryGetValue(text.Id, out byte[]? wav))
        {
            return new BenchMeasurement(take with { Outcome = BenchOutcome.Excluded, Reason = "no-sound" }, null, "the system that speaks for the recognizers gave no sound for this text");
        }

        if (_link is null)
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }

        // 16 bits at 8 kHz or more: never too short a time
        TimeSpan limit = _plan.Limits.ForTranscription(wav.Length / 16_000.0);
        WorkerReply reply = await _link!.AskAsync(new HearMessage(), wav, limit, cancellationToken).ConfigureAwait(false);
        switch (reply.Frame?.Message)
        {
            case HeardMessage { Facts: { } facts }:
                int heard = PlainWords.Split(facts.Text).Length;
                return new BenchMeasurement(
                    take with
                    {
                        WallSeconds = facts.WallSeconds,
                        CpuSeconds = facts.CpuSeconds,
                        AudioSeconds = facts.AudioSeconds,
                        UnitCount = facts.TokenCount,
                        WordCount = text.Sound is null ? take.WordCount : Math.Max(1, heard),
                        HeardWords = heard,
                        MemoryBytes = facts.MemoryBytes,
                        PeakMemoryBytes = facts.PeakMemoryBytes,
                    },
                    null,
                    null);
            case FailedMessage failed:
                return Failed(take, failed.Reason, failed.Message);
            case CancelledMessage:
                return Failed(take, Execution.EngineFault.TimeOut, Execution.EngineFault.TimeOutMessage(limit));
            default:
                await DisposeAsync().ConfigureAwait(false);
                (string reason, string message) = WorkerSpeaker.Describe(reply, limit);
                return Failed(take, reason, message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_link is { } link)
        {
            _link = null;
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static BenchMeasurement Failed(BenchTake take, string reason, string message) => new(take with { Outcome = BenchOutcome.Failed, Reason = reason }, null, message);

    private async Task<RecognizerInfo> StartAsync(CancellationToken cancellationToken)
    {
        Starts++;
        WorkerLink link = _start();
        try
        {
            WorkerReply reply = await link.AskAsync(new LoadRecognizerMessage(_choice.RecognizerId!), _policy.LoadLimit, cancellationToken).ConfigureAwait(false);
            switch (reply.Frame?.Message)
            {
                case RecognizerLoadedMessage loaded:
                    LoadSeconds = loaded.LoadSeconds;
                    _link = link;
                    return loaded.Info;
                case LoadFailedMessage problem:
                    throw problem.Problems.Length == 1 ? new InputException(problem.Problems[0]) : new InputException([.. problem.Problems.Select(p => new InputException(p))]);
                default:
                    throw new InputException($"the recognizer cannot be loaded: {WorkerSpeaker.Describe(reply, _policy.LoadLimit).Message}", field: $"recognizer '{_choice.Id}'");
            }
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
