using System.Collections.Immutable;
using PocketTts.Eval.Cli.Commands;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Reports.Gates;
using PocketTts.Eval.Runs.Baselines;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Gating;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Carries a plan out part by part and looks after each, until its rules are decided, the plan is done or the time is up.</summary>
internal sealed class AdaptiveRunner(CliHost host, Engines engines)
{
    /// <summary>Runs, or continues, a plan.</summary>
    /// <returns>The exit code of the gate.</returns>
    public async Task<int> RunAsync(RunPlan plan, RunSettings settings, AdaptiveOptions options, CancellationToken cancellationToken)
    {
        GateRules rules = GateRulesReader.Read(options.RulesFile);
        settings = settings with { Scoring = Scoring.Like(settings.Scoring, [options.Baseline]) };
        ScoreTable? baseline = options.Baseline is null ? null : ScoreTableSource.Open(options.Baseline, settings.Scoring);
        long start = host.Time.GetTimestamp();
        if (plan.Shard is not null)
        {
            throw new InputException("a part of a plan decides nothing", field: "--shard", remedy: "leave it out, or carry the shards out whole, merge them and use 'pocket-eval gate'");
        }

        ImmutableArray<RunPlan> parts = GrowingPlan.Remaining(GrowingPlan.Of(plan, Math.Max(2, rules.Rules.Max(r => r.MinimumTexts))));
        GateResult? decision = null;
        RunResult? result = null;
        int looks = 0;
        settings = settings with { Grows = true };
        using var execution = new PlanExecution(host, engines);
        foreach (RunPlan part in parts)
        {
            result = await execution.RunAsync(part, settings, options.Json, (outcome, token) => ReportWriter.WriteAllAsync(outcome, part.OutputFolder, token), cancellationToken).ConfigureAwait(false);
            if (result is null)
            {
                return ExitCode.Cancelled;
            }

            decision = Decide(ScoreTables.Of(result, plan.OutputFolder, settings.Scoring), baseline, rules, options);
            looks++;
            await host.Error.WriteLineAsync($"{part.TakeCount} takes: {GateRows.Headline(decision)}").ConfigureAwait(false);
            if (decision.State != GateState.Inconclusive || (options.Budget is { } budget && host.Time.GetElapsedTime(start) >= budget))
            {
                break;
            }
        }

        int used = result!.Takes.Length;
        string saved = FormattableString.Invariant($"{used} of {plan.TakeCount} takes in {looks} looks: {plan.TakeCount - used} takes saved ({100.0 * (plan.TakeCount - used) / plan.TakeCount:0} %)");
        decision = decision! with { Notes = [.. decision.Notes, saved, "limits hold over all looks together, so they are wider than those of 'gate' on the same takes"] };
        GateFiles.Write(decision, plan.OutputFolder);
        if (options.Json)
        {
            await host.Out.WriteAsync(GateJson.Render(decision)).ConfigureAwait(false);
        }
        else
        {
            SummaryView.Print(host.Out, result, plan.OutputFolder);
            GateView.Print(host.Out, decision, plan.OutputFolder);
        }

        GitHub.Report(host, decision, options.Json ? host.Error : host.Out);
        return GateCommand.CodeOf(decision);
    }

    private GateResult Decide(ScoreTable head, ScoreTable? baseline, GateRules rules, AdaptiveOptions options) => Gate.Decide(head, baseline, rules, new GateOptions
    {
        Today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime),
        Command = GateCommand.LineOf(head.Name, options.Baseline, options.RulesFile),
        RenewCommand = options.Baseline is null ? null : $"pocket-eval baseline save RUN {ShellWord.Quote(ScoreTableSource.FolderOf(options.Baseline))}",
        IsSequential = true,
    });
}
