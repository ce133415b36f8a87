using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Counts what <see cref="IRunProgress"/> is told.</summary>
internal sealed class ProgressTally
{
    private readonly IRunProgress _listener;
    private readonly SystemCount[] _systems;
    private RunPhase _phase;
    private int _done;
    private int _total;
    private int _failures;

    public ProgressTally(IRunProgress listener, RunPlan plan)
    {
        _listener = listener;
        int takes = plan.TakeCount / plan.Systems.Length;
        _systems = [.. plan.Systems.Select(s => new SystemCount { Id = s.Id, Total = takes })];
    }

    private ProgressTally(IRunProgress listener, SystemCount[] systems)
    {
        _listener = listener;
        _systems = [.. systems];
    }

    /// <summary>A tally for work beside the one that is shown: it tells messages only.</summary>
    public ProgressTally Muted() => new(new NotesOnly(_listener), _systems);

    /// <summary>Tells a message.</summary>
    public void Note(string message) => _listener.Note(message);

    /// <summary>Starts a phase.</summary>
    public void Start(RunPhase phase, int total = 0)
    {
        (_phase, _total, _done, _failures) = (phase, total, 0, 0);
        Report();
    }

    /// <summary>Starts synthesizing with what earlier sessions did.</summary>
    public void StartSynthesis(RunFacts facts)
    {
        (_phase, _total, _done, _failures) = (RunPhase.Synthesizing, facts.Takes.Length, 0, 0);
        for (int i = 0; i < facts.Takes.Length; i++)
        {
            if (facts.State(i) != FactState.Missing)
            {
                Count(facts.Takes[i].SystemIndex, facts.Sound(i));
            }
        }

        Report();
    }

    /// <summary>Counts a take that was just spoken.</summary>
    public void Advance(int system, TakeEntry entry)
    {
        Count(system, entry is SynthesizedEntry { Synthesis: { } facts } ? SoundHead.Of(facts) : null);
        Report();
    }

    /// <summary>Counts units of a phase without systems that earlier sessions did.</summary>
    public void Skip(int done, int failures)
    {
        _done += done;
        _failures += failures;
        Report();
    }

    /// <summary>Counts a unit of a phase without systems.</summary>
    public void Advance(bool isFailure)
    {
        _done++;
        _failures += isFailure ? 1 : 0;
        Report();
    }

    private void Count(int system, SoundHead? sound)
    {
        _done++;
        ref SystemCount count = ref _systems[system];
        count.Done++;
        if (sound is not null)
        {
            AddTiming(ref count, sound);
        }
        else
        {
            count.Failed++;
            _failures++;
        }
    }

    private static void AddTiming(ref SystemCount count, SoundHead facts)
    {
        if (facts is { IsTimingEligible: true, WallSeconds: { } wall })
        {
            count.WallSeconds += wall;
            count.AudioSeconds += facts.AudioSeconds;
        }
    }

    private void Report()
    {
        var systems = new SystemProgress[_systems.Length];
        for (int i = 0; i < systems.Length; i++)
        {
            SystemCount c = _systems[i];
            systems[i] = new SystemProgress(c.Id, c.Done, c.Total, c.Failed, c.AudioSeconds > 0 ? c.WallSeconds / c.AudioSeconds : null);
        }

        _listener.Report(new RunProgress(_phase, _done, _total, _failures, ImmutableCollectionsMarshal.AsImmutableArray(systems)));
    }

    private sealed class NotesOnly(IRunProgress listener) : IRunProgress
    {
        public void Report(RunProgress progress)
        {
        }

        public void Note(string message) => listener.Note(message);
    }

    private record struct SystemCount
    {
        public string Id;
        public int Done;
        public int Total;
        public int Failed;
        public double WallSeconds;
        public double AudioSeconds;
    }
}
