using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Everyone who is timed, loaded, and the takes they make.</summary>
internal sealed class BenchSession(BenchPlan plan, TimeProvider time, IBenchWatcher watcher) : IAsyncDisposable
{
    private readonly long _begin = time.GetTimestamp();
    private readonly List<IBenchSubject> _subjects = [];
    private readonly List<BenchStart?> _starts = [];
    private readonly Dictionary<string, SoakFrame> _soaks = new(StringComparer.Ordinal);
    private readonly TakeClock _clock = new(time, watcher.Note);
    private readonly Dictionary<string, byte[]> _sounds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _soundOfText = plan.Texts.Where(t => t.Sound is not null).ToDictionary(t => t.Id, t => t.Sound!, StringComparer.Ordinal);

    /// <summary>The set-ups in order.</summary>
    public IReadOnlyList<BenchSetup> Setups => [.. _subjects.Select(s => s.Setup)];

    /// <summary>Sounds of takes by their hashes; kept only when someone will listen.</summary>
    public IReadOnlyDictionary<string, byte[]> Sounds => _sounds;

    /// <summary>What recognizers hear, by the ids of the texts.</summary>
    public IReadOnlyDictionary<string, byte[]> SoundOfText => _soundOfText;

    /// <summary>Rounds that were begun.</summary>
    public int RoundsBegun { get; private set; }

    // neither the shortest nor the longest: what a user says first
    private BenchText FirstText => plan.Texts.MinBy(t => Math.Abs(t.LengthClass - 15))!;

    /// <summary>Starts one more system or recognizer, timed.</summary>
    public async Task StartAsync(Func<CancellationToken, Task<IBenchSubject>> load, CancellationToken cancellationToken)
    {
        watcher.Report(new BenchProgress("starting", _subjects.Count, plan.Systems.Length + plan.Recognizers.Length));
        (IBenchSubject subject, BenchStart? start) = await StartTimer.StartAsync(load, FirstText, plan.ColdStarts, _clock, time, cancellationToken).ConfigureAwait(false);
        _subjects.Add(subject);
        _starts.Add(start);
    }

    /// <summary>Lets the first system say every text that has no sound yet, for the recognizers.</summary>
    public async Task GatherSoundsAsync(CancellationToken cancellationToken)
    {
        foreach (BenchText text in plan.Texts.Where(t => !_soundOfText.ContainsKey(t.Id)))
        {
            if (_subjects.FirstOrDefault(s => !s.Setup.IsRecognizer) is not { } speaker)
            {
                throw new InputException("the recognizers have nothing to hear", field: "--recognizer", remedy: "name a system that speaks with --system, or sound files with --sound");
            }

            if ((await _clock.MeasureAsync(speaker, text, -1, -1, cancellationToken).ConfigureAwait(false)).Wav is { } wav)
            {
                _soundOfText[text.Id] = wav;
            }
        }
    }

    /// <summary>Warms up and times the rounds.</summary>
    public async Task<ImmutableArray<BenchTake>> TimeRoundsAsync(CancellationToken cancellationToken)
    {
        await WarmUpAsync(cancellationToken).ConfigureAwait(false);
        BenchText[][] lengths = [.. plan.Texts.GroupBy(t => t.LengthClass).OrderBy(g => g.Key).Select(g => g.ToArray())];
        int total = plan.Rounds * lengths.Length * _subjects.Count;
        var takes = ImmutableArray.CreateBuilder<BenchTake>(total);
        for (int round = 0; round < plan.Rounds; round++)
        {
            if (plan.Budget is { } budget && round > 0 && time.GetElapsedTime(_begin) >= budget)
            {
                watcher.Note(FormattableString.Invariant($"the time is over after {round} of {plan.Rounds} rounds"));
                break;
            }

            RoundsBegun = round + 1;
            foreach (BenchText[] texts in lengths)
            {
                BenchText text = texts[round % texts.Length];
                foreach (IBenchSubject subject in round % 2 == 0 ? _subjects : Enumerable.Reverse(_subjects))
                {
                    if (await TryTakeAsync(subject, text, round, takes.Count, cancellationToken).ConfigureAwait(false) is not { } take)
                    {
                        return takes.ToImmutable();
                    }

                    takes.Add(take);
                    watcher.Report(new BenchProgress("timing", takes.Count, total));
                }
            }
        }

        return takes.ToImmutable();
    }

    /// <summary>Lets everyone in turn speak a long shuffled stream.</summary>
    public async Task<ImmutableArray<BenchTake>> TimeLongSessionsAsync(CancellationToken cancellationToken)
    {
        await WarmUpAsync(cancellationToken).ConfigureAwait(false);
        var all = ImmutableArray.CreateBuilder<BenchTake>();
        foreach (IBenchSubject subject in _subjects)
        {
            ulong drawn = 0;
            BenchText[] order = [.. plan.Texts];
            var restarts = new List<int>();
            long begin = time.GetTimestamp();
            int count = 0;
            for (; plan.Soak!.Takes is { } most ? count < most : time.GetElapsedTime(begin) < plan.Soak.Time; count++)
            {
                int place = count % order.Length;
                if (place == 0)
                {
                    drawn = Shuffle(order, (ulong)plan.Seed, drawn);
                }

                int starts = subject.Starts;
                if (await TryTakeAsync(subject, order[place], count / order.Length, count, cancellationToken).ConfigureAwait(false) is not { } take)
                {
                    break;
                }

                all.Add(take);
                if (subject.Starts > starts)
                {
                    restarts.Add(count);
                }

                watcher.Report(new BenchProgress("timing", count + 1, plan.Soak.Takes));
            }

            _soaks[subject.Setup.Id] = new SoakFrame(time.GetElapsedTime(begin).TotalSeconds, [.. restarts]);
        }

        return all.ToImmutable();
    }

    /// <summary>Numbers of everyone.</summary>
    /// <param name="takes">All takes, marked.</param>
    public ImmutableArray<BenchSystem> Summarize(IReadOnlyList<BenchTake> takes)
    {
        ILookup<string, BenchTake> bySetup = takes.ToLookup(t => t.SetupId, StringComparer.Ordinal);
        return
        [
            .. _subjects.Select((s, i) =>
            {
                BenchTake[] own = [.. bySetup[s.Setup.Id]];
                SoakReport? soak = _soaks.GetValueOrDefault(s.Setup.Id) is { } frame && own.Length > 0
                    ? SoakAnalyzer.Analyze(own, s.Setup.IsDeterministic, frame.Seconds, plan.LeakLimitMegabytes, frame.Restarts)
                    : null;
                return BenchSummarizer.Summarize(s.Setup, _starts[i], own, soak);
            }),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IBenchSubject subject in _subjects)
        {
            await subject.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Fisher and Yates; numbers go on where the last pass ended
    private static ulong Shuffle(BenchText[] texts, ulong seed, ulong drawn)
    {
        for (int i = texts.Length - 1; i > 0; i--)
        {
            int other = SplitMix64.Below(seed, drawn++, i + 1);
            (texts[i], texts[other]) = (texts[other], texts[i]);
        }

        return drawn;
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        foreach (IBenchSubject subject in _subjects)
        {
            for (int i = 0; i < plan.WarmUps; i++)
            {
                if (await subject.WarmUpAsync(FirstText, cancellationToken).ConfigureAwait(false) is { } problem)
                {
                    watcher.Note($"{subject.Setup.Id}: the warm-up failed ({PathFreeText.Of(problem)})");
                    break;
                }
            }
        }
    }

    // null when the bench is cancelled: what was measured before is kept
    private async Task<BenchTake?> TryTakeAsync(IBenchSubject subject, BenchText text, int round, int place, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await TakeAsync(subject, text, round, place, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<BenchTake> TakeAsync(IBenchSubject subject, BenchText text, int round, int place, CancellationToken cancellationToken)
    {
        BenchMeasurement measured = await _clock.MeasureAsync(subject, text, round, place, cancellationToken).ConfigureAwait(false);
        if (plan.CheckedBy is not null && measured is { Wav: { } wav, Take.AudioSha256: { } hash })
        {
            _sounds.TryAdd(hash, wav);
        }

        return measured.Take;
    }

    private sealed record SoakFrame(double Seconds, ImmutableArray<int> Restarts);
}
