using System.Collections.Immutable;
using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary>What <c>run</c> and <c>plan</c> are told of the plan.</summary>
internal sealed class PlanArguments
{
    private readonly Argument<string?> _plan = new("PLAN.yaml") { Description = "Plan file; options replace its values.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _systems = new("--system") { Description = "System to test: [id=]engine[:voice][,option=value]…; may be given several times.", HelpName = "SYSTEM" };
    private readonly Option<string[]> _corpora = new("--corpus") { Description = "Texts: a name that 'corpus list' shows, a corpus folder, or a .jsonl or .txt file (one text a line); may be given several times. [default: everyday]", HelpName = "PATH" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = $"Takes of each text by each system. [default: {PlanDefaults.Repeats}]", HelpName = "N" };
    private readonly Option<string[]> _recognizers = new("--recognizer") { Description = $"Who listens; may be given several times. [default: {PlanDefaults.Recognizer}]", HelpName = "NAME" };
    private readonly Option<long?> _seed = new("--seed") { Description = $"Seed of the plan; every take's seed follows from it. [default: {PlanDefaults.Seed}]", HelpName = "N" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Use only the first N texts of each corpus.", HelpName = "N" };
    private readonly Option<TakeOrder?> _order = new("--order") { Description = "Order of the takes: interleaved or shuffled. [default: interleaved]", HelpName = "ORDER" };
    private readonly Option<bool> _noEvidence = new("--no-evidence") { Description = "Gather no evidence beyond the transcripts: quicker, but doubled words and many skipped ones go unseen." };
    private readonly Option<string?> _shard = new("--shard") { Description = "Carry out only part I of N of the plan; 'pocket-eval merge' joins the parts.", HelpName = "I/N" };
    private readonly Option<string?> _out = new("--out") { Description = $"Folder of the run; the same command continues a run it finds there. [default: named after the plan, in {PlanDefaults.OutputParent}]", HelpName = "DIR" };

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_plan);
        foreach (Option option in new Option[] { _systems, _corpora, _repeats, _recognizers, _seed, _limit, _order, _noEvidence, _shard, _out })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The plan they give.</summary>
    public RunPlan Resolve(ParseResult result, Engines engines)
    {
        var options = new PlanOptions
        {
            Systems = Given(result.GetValue(_systems)),
            Corpora = Given(result.GetValue(_corpora)),
            Repeats = result.GetValue(_repeats),
            Recognizers = Given(result.GetValue(_recognizers)),
            Seed = result.GetValue(_seed),
            Limit = result.GetValue(_limit),
            Order = result.GetValue(_order),
            Evidence = result.GetValue(_noEvidence) ? false : null,
            Shard = result.GetValue(_shard) is { } shard ? PlanShard.Parse(shard) : null,
            OutputFolder = result.GetValue(_out),
        };
        return PlanResolver.Resolve(result.GetValue(_plan), options, ShippedCorpora.Resolve, PlanNames.Of(engines.Synthesizers, engines.Recognizers));
    }

    private static ImmutableArray<string>? Given(string[]? values) => values is { Length: > 0 } ? [.. values] : null;
}
