using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Makes a plan from a plan file, command-line values and defaults, in that order of precedence from weak to strong: defaults, file, command line.</summary>
public static class PlanResolver
{
    /// <summary>Largest number of takes a run may have.</summary>
    public const int MaximumTakes = 10_000_000;

    private const int MaximumRepeats = 10_000;
    private const int MaximumWarmUps = 100;

    /// <summary>Resolves a plan and reads its corpora.</summary>
    /// <param name="planFile">Plan file, or null.</param>
    /// <param name="options">Values that replace the file's.</param>
    /// <param name="locateCorpus">Turns a corpus as named into the path to read, e.g. to find corpora that come with the tool; null reads the path as named.</param>
    /// <param name="names">Which engines and recognizers exist; null leaves wrong names to whoever carries the plan out.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InputException">Something is wrong; all problems at once, see <see cref="InputException.Problems"/>.</exception>
    public static RunPlan Resolve(string? planFile, PlanOptions options, Func<string, string>? locateCorpus = null, PlanNames? names = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<InputException>();
        PlanDraft draft = Override(planFile is null ? new PlanDraft() : PlanFileReader.Read(planFile, problems), options, problems);
        ImmutableArray<SystemSpec> systems = Systems(draft, planFile, names, problems);
        long seed = Ranged(draft.Seed, PlanDefaults.Seed, 0, long.MaxValue, problems);
        int rounds = (int)Ranged(draft.Rounds, 1, 1, MaximumRepeats, problems);
        int repeats = Math.Max(rounds, (int)Ranged(draft.Repeats, draft.Seeds is { Count: > 0 } given ? given.Count : PlanDefaults.Repeats, 1, MaximumRepeats, problems));
        int? limit = draft.Limit is null ? null : (int)Ranged(draft.Limit, 1, 1, int.MaxValue, problems);
        ImmutableArray<string> recognizers = Recognizers(draft, names, problems);
        ImmutableArray<PlannedCorpus> corpora = new PlanCorpora(locateCorpus ?? (path => path), problems).Read(draft, options.Limit is not null, limit, seed);
        var plan = new RunPlan
        {
            Systems = systems,
            Corpora = corpora,
            Repeats = repeats,
            RepeatsByTag = RepeatsByTag(draft, corpora, rounds, problems),
            Recognizers = recognizers,
            Seed = seed,
            Seeds = [.. (draft.Seeds ?? []).Select(s => Ranged(s, 0, 0, long.MaxValue, problems))],
            Limit = limit,
            Order = draft.Order ?? TakeOrder.Interleaved,
            Evidence = draft.Evidence ?? true,
            WarmUps = (int)Ranged(draft.WarmUps, 1, 0, MaximumWarmUps, problems),
            Limits = draft.Limits ?? TakeLimits.Default,
            Shard = options.Shard,
            OutputFolder = draft.Out?.Value ?? string.Empty,
        };
        if (draft.Out is { } folder && folder.Value.AsSpan().Trim().IsEmpty)
        {
            problems.Add(folder.Origin.Error("the folder's name is empty", "a folder"));
        }

        CheckSize(plan, draft, planFile, problems);
        if (problems.Count > 0)
        {
            // as a reader of the plan meets them; what lies in other files comes after
            InputException[] inOrder = [.. problems.OrderBy(p => string.Equals(p.File, planFile, StringComparison.Ordinal) ? p.Line ?? 0 : int.MaxValue)];
            throw inOrder.Length == 1 ? inOrder[0] : new InputException(inOrder);
        }

        return draft.Out is null ? plan with { OutputFolder = DefaultFolder(planFile, plan) } : plan;
    }

    private static PlanDraft Override(PlanDraft draft, PlanOptions options, List<InputException> problems) => draft with
    {
        Systems = options.Systems is { } systems ? ParseSystems(systems, problems) : draft.Systems,
        Corpora = options.Corpora is { } corpora ? [.. corpora.Select(c => new CorpusChoice(Given(c, "--corpus"), CorpusFilter.None, []))] : draft.Corpora,
        Recognizers = options.Recognizers is { } recognizers ? [.. recognizers.Select(r => Given(r, "--recognizer"))] : draft.Recognizers,
        Repeats = options.Repeats is { } repeats ? Given<long>(repeats, "--repeats") : draft.Repeats,
        RepeatsByTag = options.Repeats is null ? draft.RepeatsByTag : null,
        Rounds = options.Repeats is null ? draft.Rounds : null,
        Seed = options.Seed is { } seed ? Given(seed, "--seed") : draft.Seed,
        Seeds = options.Seed is null ? draft.Seeds : null,
        Limit = options.Limit is { } limit ? Given<long>(limit, "--limit") : draft.Limit,
        Order = options.Order ?? draft.Order,
        Evidence = options.Evidence ?? draft.Evidence,
        Out = options.OutputFolder is { } folder ? Given(folder, "--out") : draft.Out,
    };

    private static Sourced<T> Given<T>(T value, string option) => new(value, new Origin(null, null, null, option));

    private static List<Sourced<SystemSpec>> ParseSystems(ImmutableArray<string> written, List<InputException> problems)
    {
        var systems = new List<Sourced<SystemSpec>>();
        foreach (string text in written)
        {
            try
            {
                systems.Add(Given(SystemSpec.Parse(text), "--system"));
            }
            catch (InputException problem)
            {
                problems.Add(problem);
            }
        }

        return systems;
    }

    private static long Ranged(Sourced<long>? value, long otherwise, long minimum, long maximum, List<InputException> problems)
    {
        if (value is null)
        {
            return otherwise;
        }

        if (value.Value < minimum || value.Value > maximum)
        {
            problems.Add(value.Origin.Error(
                FormattableString.Invariant($"found {value.Value}"),
                maximum >= int.MaxValue ? FormattableString.Invariant($"{minimum} or more") : FormattableString.Invariant($"{minimum} to {maximum}")));
            return otherwise;
        }

        return value.Value;
    }

    private static ImmutableArray<SystemSpec> Systems(PlanDraft draft, string? planFile, PlanNames? names, List<InputException> problems)
    {
        if (draft.Systems is not { Count: > 0 })
        {
            if (problems.Count == 0)
            {
                problems.Add(new InputException("no system to test", planFile, field: planFile is null ? "--system" : "systems", expected: "at least one", remedy: "for example kokoro:af_heart or loopback"));
            }

            return [];
        }

        CheckUnique(draft.Systems, s => s.Id, "system id", "give one an id of its own: id=engine:…", problems);
        foreach (Sourced<SystemSpec> system in draft.Systems)
        {
            if (system.Value.Id.Length > 200 || system.Value.Id.Any(char.IsControl))
            {
                problems.Add(system.Origin.Error("the system's id has more than 200 characters or holds a control character", "a short id", "give it one: id=engine:…"));
            }

            if (names?.CheckSystem(system.Value) is { } problem)
            {
                problems.Add(system.Origin.Error(problem));
            }
        }

        return [.. draft.Systems.Select(s => s.Value)];
    }

    private static ImmutableArray<string> Recognizers(PlanDraft draft, PlanNames? names, List<InputException> problems)
    {
        IReadOnlyList<Sourced<string>> recognizers = draft.Recognizers is { Count: > 0 } given ? given : [Given(PlanDefaults.Recognizer, "--recognizer")];
        CheckUnique(recognizers, r => r, "recognizer", "name each once", problems);
        foreach (Sourced<string> recognizer in recognizers)
        {
            if (names?.CheckRecognizer(recognizer.Value) is { } problem)
            {
                problems.Add(recognizer.Origin.Error(problem));
            }
        }

        return [.. recognizers.Select(r => r.Value)];
    }

    private static ImmutableSortedDictionary<string, int> RepeatsByTag(PlanDraft draft, ImmutableArray<PlannedCorpus> corpora, int rounds, List<InputException> problems)
    {
        var byTag = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        string[] known = [.. corpora.SelectMany(c => c.Corpus.Utterances).SelectMany(u => u.Tags).Distinct(StringComparer.Ordinal)];
        foreach (TagRepeats one in draft.RepeatsByTag ?? [])
        {
            byTag[one.Tag.Value] = Math.Max(rounds, (int)Ranged(one.Count, 1, 1, MaximumRepeats, problems));
            if (!known.Contains(one.Tag.Value, StringComparer.Ordinal) && !corpora.IsEmpty)
            {
                problems.Add(one.Tag.Origin.Error($"no text has the tag '{one.Tag.Value}'", remedy: NearestName.Suggest(one.Tag.Value, known)));
            }
        }

        return byTag.ToImmutable();
    }

    private static void CheckSize(RunPlan plan, PlanDraft draft, string? planFile, List<InputException> problems)
    {
        if (problems.Count > 0)
        {
            return;
        }

        int most = plan.RepeatsByTag.Values.Append(plan.Repeats).Max();
        if (!plan.Seeds.IsEmpty && plan.Seeds.Length < most)
        {
            problems.Add(draft.Seeds![^1].Origin.Error(FormattableString.Invariant($"{plan.Seeds.Length} seeds for {most} repeats"), "a seed for each repeat"));
        }

        long takes = plan.Corpora.Sum(c => c.Used.Sum(u => (long)plan.Systems.Length * plan.RepeatsOf(u)));
        if (takes > MaximumTakes)
        {
            problems.Add(new InputException($"the plan has {takes} takes", planFile, expected: $"at most {MaximumTakes}", remedy: "lower repeats or limit"));
        }
        else if (plan.TakeCount == 0)
        {
            problems.Add(new InputException($"the shard {plan.Shard} has no takes: the plan has fewer texts than shards", planFile, field: "--shard", remedy: "use fewer shards"));
        }
    }

    internal static void CheckUnique<T>(IReadOnlyList<Sourced<T>> values, Func<T, string> name, string what, string remedy, List<InputException> problems)
    {
        // two ids that differ in case only would share a file name on some disks
        foreach (IGrouping<string, Sourced<T>> same in values.GroupBy(v => name(v.Value), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            problems.Add(same.ElementAt(1).Origin.Error($"the {what} '{same.Key}' occurs {same.Count()} times", "each once", remedy));
        }
    }

    // The same command must find its run again, another command must not: the name follows from the plan.
    private static string DefaultFolder(string? planFile, RunPlan plan)
    {
        string name = CorpusNames.FromFileName(planFile is not null
            ? Path.GetFileNameWithoutExtension(planFile)
            : string.Join('.', plan.Systems.Select(s => s.Id)));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PlanIdentity.Describe(plan))))[..8];
        return $"{PlanDefaults.OutputParent}/{name[..Math.Min(40, name.Length)].TrimEnd('-', '.')}-{hash}";
    }
}
