using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Finds the engines that a plan names; every wrong name is said at once.</summary>
internal static class EngineFinder
{
    /// <summary>Engines of the plan's systems and recognizers, in plan order.</summary>
    /// <exception cref="InputException">A name is unknown.</exception>
    public static (ImmutableArray<ISynthesizerEngine> Engines, ImmutableArray<IRecognizerEngine> Recognizers) Find(
        RunPlan plan, IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers)
    {
        var problems = new List<InputException>();
        ImmutableArray<ISynthesizerEngine> speaking = FindEach(plan.Systems, engines.Find, problems);
        ImmutableArray<IRecognizerEngine> listening = FindEach(plan.Recognizers, recognizers.Find, problems);
        return problems.Count switch
        {
            0 => (speaking, listening),
            1 => throw problems[0],
            _ => throw new InputException(problems),
        };
    }

    /// <summary>Lets engines that know the plan's texts beforehand say what they miss.</summary>
    public static void Check(RunPlan plan, ImmutableArray<ISynthesizerEngine> engines, Action<string> note)
    {
        if (!engines.Any(e => e is IPlanChecker))
        {
            return;
        }

        ILookup<int, SynthesisRequest> planned = PlanExpander.Expand(plan)
            .ToLookup(t => t.SystemIndex, t => new SynthesisRequest(t.Utterance.Text, t.Utterance.Language, t.Seed, t.Key.Repeat, t.Key.Corpus, t.Utterance.Id));
        for (int i = 0; i < engines.Length; i++)
        {
            if (engines[i] is IPlanChecker checker)
            {
                foreach (string line in checker.CheckPlan(plan.Systems[i], [.. planned[i]]))
                {
                    note($"{plan.Systems[i].Id}: {line}");
                }
            }
        }
    }

    private static ImmutableArray<TEngine> FindEach<TName, TEngine>(ImmutableArray<TName> names, Func<TName, TEngine> find, List<InputException> problems)
    {
        var found = ImmutableArray.CreateBuilder<TEngine>();
        foreach (TName name in names)
        {
            try
            {
                found.Add(find(name));
            }
            catch (InputException problem)
            {
                problems.Add(problem);
            }
        }

        return found.ToImmutable();
    }
}
