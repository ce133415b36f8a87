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

    /// <summary>Resolves a plan and reads its corpora.</summary>
    /// <param name="planFile">Plan file, or null.</param>
    /// <param name="options">Values that replace the file's.</param>
    /// <param name="locateCorpus">Turns a corpus as named into the path to read, e.g. to find corpora that come with the tool; null reads the path as named.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InputException">Something is wrong; all problems at once, see <see cref="InputException.Problems"/>.</exception>
    public static RunPlan Resolve(string? planFile, PlanOptions options, Func<string, string>? locateCorpus = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<InputException>();
        PlanDraft draft = Override(planFile is null ? new PlanDraft() : new PlanFileReader(planFile, problems).Read(), options, problems);
        ImmutableArray<SystemSpec> systems = Systems(draft, planFile, problems);
        int repeats = (int)Ranged(draft.Repeats, PlanDefaults.Repeats, 1, 10_000, problems);
        long seed = Ranged(draft.Seed, PlanDefaults.Seed, 0, long.MaxValue, problems);
        int? limit = draft.Limit is null ? null : (int)Ranged(draft.Limit, 1, 1, int.MaxValue, problems);
        ImmutableArray<string> recognizers = Recognizers(draft, problems);
        ImmutableArray<PlannedCorpus> corpora = Corpora(draft, limit, locateCorpus ?? (path => path), problems);
        if (draft.Out is { } folder && folder.Value.AsSpan().Trim().IsEmpty)
        {
            problems.Add(folder.Origin.Error("the folder's name is empty", "a folder"));
        }

        long takes = (long)systems.Length * repeats * corpora.Sum(c => (long)c.Used.Length);
        if (problems.Count == 0 && takes > MaximumTakes)
        {
            problems.Add(new InputException($"the plan has {takes} takes", planFile, expected: $"at most {MaximumTakes}", remedy: "lower repeats or limit"));
        }

        if (problems.Count > 0)
        {
            throw problems.Count == 1 ? problems[0] : new InputException(problems);
        }

        var plan = new RunPlan
        {
            Systems = systems,
            Corpora = corpora,
            Repeats = repeats,
            Recognizers = recognizers,
            Seed = seed,
            Limit = limit,
            Order = draft.Order ?? TakeOrder.Interleaved,
            Limits = draft.Limits ?? TakeLimits.Default,
            Evidence = draft.Evidence ?? true,
            OutputFolder = draft.Out?.Value ?? string.Empty,
        };
        return draft.Out is null ? plan with { OutputFolder = DefaultFolder(planFile, plan) } : plan;
    }

    private static PlanDraft Override(PlanDraft draft, PlanOptions options, List<InputException> problems) => draft with
    {
        Systems = options.Systems is { } systems ? ParseSystems(systems, problems) : draft.Systems,
        Corpora = options.Corpora is { } corpora ? [.. corpora.Select(c => Given(c, "--corpus"))] : draft.Corpora,
        Recognizers = options.Recognizers is { } recognizers ? [.. recognizers.Select(r => Given(r, "--recognizer"))] : draft.Recognizers,
        Repeats = options.Repeats is { } repeats ? Given<long>(repeats, "--repeats") : draft.Repeats,
        Seed = options.Seed is { } seed ? Given(seed, "--seed") : draft.Seed,
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

    private static ImmutableArray<SystemSpec> Systems(PlanDraft draft, string? planFile, List<InputException> problems)
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
        }

        return [.. draft.Systems.Select(s => s.Value)];
    }

    private static ImmutableArray<string> Recognizers(PlanDraft draft, List<InputException> problems)
    {
        if (draft.Recognizers is not { Count: > 0 } recognizers)
        {
            return [PlanDefaults.Recognizer];
        }

        CheckUnique(recognizers, r => r, "recognizer", "name each once", problems);
        return [.. recognizers.Select(r => r.Value)];
    }

    private static ImmutableArray<PlannedCorpus> Corpora(PlanDraft draft, int? limit, Func<string, string> locate, List<InputException> problems)
    {
        IReadOnlyList<Sourced<string>> sources = draft.Corpora is { Count: > 0 } given ? given : [Given(PlanDefaults.Corpus, "--corpus")];
        var corpora = new List<Sourced<PlannedCorpus>>();
        foreach (Sourced<string> source in sources)
        {
            try
            {
                Corpus corpus = CorpusReader.Read(locate(source.Value));
                corpora.Add(new Sourced<PlannedCorpus>(
                    new PlannedCorpus(corpus, limit is { } most ? [.. corpus.Utterances.Take(most)] : corpus.Utterances), source.Origin));
            }
            catch (InputException problem)
            {
                // a problem inside the corpus names its own place; only a missing one is the plan's
                problems.AddRange(problem.File is null ? [source.Origin.Error(problem)] : problem.Problems);
            }
        }

        CheckUnique(corpora, c => c.Corpus.Name, "corpus name", "rename one of them in its card or file name", problems);
        return [.. corpora.Select(c => c.Value)];
    }

    private static void CheckUnique<T>(IReadOnlyList<Sourced<T>> values, Func<T, string> name, string what, string remedy, List<InputException> problems)
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
