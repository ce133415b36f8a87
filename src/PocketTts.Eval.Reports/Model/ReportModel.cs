using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Model;

/// <summary>What a report is drawn from: the systems of all runs side by side, and every text with all its takes.</summary>
internal sealed class ReportModel
{
    private ReportModel(ImmutableArray<ReportRun> runs, ImmutableArray<ReportSystem> systems, ImmutableArray<ReportText> texts, ScoringOptions scoring)
    {
        Runs = runs;
        Systems = systems;
        Texts = texts;
        Scoring = scoring;
        Machines = [.. systems.GroupBy(s => s.Run.Info.Machine.Fingerprint, StringComparer.Ordinal)];
        Comparisons = IsExcerpt ? new Comparisons([]) : Comparisons.Of(this);
        Slices = IsExcerpt ? [] : Slice.Of(this);
    }

    /// <summary>The runs as given.</summary>
    public ImmutableArray<ReportRun> Runs { get; }

    /// <summary>Their systems.</summary>
    public ImmutableArray<ReportSystem> Systems { get; }

    /// <summary>Texts, those with most trouble first, then in plan order.</summary>
    public ImmutableArray<ReportText> Texts { get; }

    /// <summary>True when a run has more takes than its result holds: then only what its summary and digest say is true of all, and what is made of single takes is left out.</summary>
    public bool IsExcerpt => Runs.Any(r => r.Result.Digest is not null);

    /// <summary>What was scored with.</summary>
    public ScoringOptions Scoring { get; }

    /// <summary>The best systems against the others.</summary>
    public Comparisons Comparisons { get; }

    /// <summary>Faulty words by tag and length.</summary>
    public ImmutableArray<Slice> Slices { get; }

    /// <summary>Systems by the machine they were timed on.</summary>
    public ImmutableArray<IGrouping<string, ReportSystem>> Machines { get; }

    /// <summary>Name of the whole.</summary>
    public string Title => Runs.Length == 1 ? Runs[0].Label : $"{Formatting.Count(Runs.Length, "run")}: {string.Join(", ", Runs.Select(r => r.Label))}";

    /// <summary>Joins runs.</summary>
    /// <param name="sources">At least one run.</param>
    /// <param name="options">How.</param>
    /// <returns>The model.</returns>
    public static ReportModel Of(IReadOnlyList<ReportSource> sources, ReportOptions options)
    {
        string[] labels = Unique(sources.Select(s => s.Result.Info.Name));
        ImmutableArray<ReportRun> runs = [.. sources.Select((s, i) => new ReportRun(i, labels[i], s.Result, s.Folder, s.Folder is null ? null : GateNote.Read(s.Folder)))];
        HashSet<string> shared = [.. runs.SelectMany(r => r.Info.Systems, (r, s) => s.Id).CountBy(id => id, StringComparer.Ordinal).Where(c => c.Value > 1).Select(c => c.Key)];
        ImmutableArray<ReportSystem> systems =
        [
            .. runs.SelectMany(r => r.Info.Systems, (run, system) => (run, system)).Select((pair, i) => new ReportSystem(
                i,
                pair.run,
                shared.Contains(pair.system.Id) ? pair.run.Label + "/" + pair.system.Id : pair.system.Id,
                pair.system,
                pair.run.Result.Systems.First(s => s.SystemId == pair.system.Id))),
        ];
        return new ReportModel(runs, systems, Join(systems), options.Scoring ?? ScoringOptions.Default);
    }

    /// <summary>What must be known of runs before their numbers are read, one sentence each; empty for one run that is here whole.</summary>
    public IEnumerable<string> RunNotes()
    {
        foreach (ReportRun run in Runs.Where(r => r.Result.Digest is not null))
        {
            yield return $"{(Runs.Length > 1 ? run.Label : "This run")} has {Formatting.Count(run.Result.TakeCount, "take")} of {Formatting.Count(TextsOf(run), "text")}, more than one page can show: its numbers and worst words count all of them, the texts below are the {Formatting.Count(Texts.Count(t => t.Systems.Any(s => s.System.Run == run)))} with most trouble, and what would have to be made of single takes (comparisons, kinds of texts, repeats, speed by length) is left out. takes.csv and words.csv have every take.";
        }

        foreach (ReportRun run in IsExcerpt ? [] : Runs)
        {
            foreach (ReportRun other in Runs.Skip(run.Index + 1))
            {
                int common = Texts.Count(t => t.Systems.Any(s => s.System.Run == run) && t.Systems.Any(s => s.System.Run == other));
                int most = Math.Max(TextsOf(run), TextsOf(other));
                if (common == 0)
                {
                    yield return $"{run.Label} and {other.Label} share no text: their rates are of different texts and say nothing about which is better.";
                }
                else if (common < most)
                {
                    yield return $"{run.Label} and {other.Label} share {Formatting.Count(common, "text")} of {Formatting.Count(most)}; they are compared over these only, the rates in the table are over all texts of each.";
                }
            }
        }

        string[] recognizers = [.. Runs.Select(r => r.RecognizerId ?? "none").Distinct(StringComparer.Ordinal)];
        if (recognizers.Length > 1)
        {
            yield return $"The runs were heard by different recognizers ({string.Join(", ", recognizers)}): their word rates must not be compared.";
        }

        if (Machines.Length > 1)
        {
            yield return "The runs were timed on different machines: speeds are shown for each machine and never compared across them.";
        }
    }

    /// <summary>What was not measured and why, over all runs.</summary>
    public ImmutableArray<string> NotMeasuredLines() =>
    [
        .. Runs.SelectMany(r => NotMeasured.Of(r.Result), (r, line) => Runs.Length == 1 ? line : $"{r.Label}: {line}"),
    ];

    /// <summary>Texts of a run, those that its result leaves out among them.</summary>
    public int TextsOf(ReportRun run) => run.Result.Digest?.TextCount ?? Texts.Count(t => t.Systems.Any(s => s.System.Run == run));

    private static ImmutableArray<ReportText> Join(ImmutableArray<ReportSystem> systems)
    {
        var texts = new Dictionary<(string Corpus, string Id, string Text), (int Index, Utterance Utterance, SortedDictionary<int, List<ScoredTake>> Takes)>();
        foreach (IGrouping<ReportRun, ReportSystem> run in systems.GroupBy(s => s.Run))
        {
            Dictionary<string, int> places = run.ToDictionary(s => s.Id, s => s.Index, StringComparer.Ordinal);
            foreach (ScoredTake take in run.Key.Result.Takes)
            {
                (string, string, string) key = (take.Take.Key.Corpus, take.Take.Key.UtteranceId, take.Take.Utterance.Text);
                if (!texts.TryGetValue(key, out var text))
                {
                    texts.Add(key, text = (texts.Count, take.Take.Utterance, []));
                }

                int place = places[take.Take.Key.SystemId];
                if (!text.Takes.TryGetValue(place, out List<ScoredTake>? takes))
                {
                    text.Takes.Add(place, takes = []);
                }

                takes.Add(take);
            }
        }

        return
        [
            .. texts.Select(t => new ReportText(t.Value.Index, t.Key.Corpus, t.Value.Utterance, [.. t.Value.Takes.Select(s => new SystemTakes(systems[s.Key], [.. s.Value]))]))
                .OrderByDescending(t => t.Trouble),
        ];
    }

    private static string[] Unique(IEnumerable<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. names.Select(name =>
            {
                int count = seen[name] = seen.GetValueOrDefault(name) + 1;
                return count == 1 ? name : FormattableString.Invariant($"{name} ({count})");
            }),
        ];
    }
}
