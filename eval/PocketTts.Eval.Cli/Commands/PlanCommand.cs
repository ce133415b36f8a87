using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Models;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Runs.Catalog;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval plan</c>: what a run would do, and what it would cost, without doing it.</summary>
internal sealed class PlanCommand(CliHost host, CommonOptions common)
{
    private readonly PlanArguments _plan = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("plan", "Check a plan and show its takes, how long they will take here and how much disk they need.");
        _plan.AddTo(command);
        command.Options.Add(_json);
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        RunPlan plan = _plan.Resolve(result, new Engines(host, result.GetValue(common.Models) ?? []));
        MachineRecord machine = RunHost.Detect(RuntimePackages.Assemblies).Machine;
        string parent = Path.GetDirectoryName(plan.OutputFolder.TrimEnd('/')) is { Length: > 0 } above ? above : ".";
        IEnumerable<string> earlier = new[] { parent, PlanDefaults.OutputParent }.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).SelectMany(RunCatalog.FindFolders).Distinct(StringComparer.Ordinal);
        PlanOverview overview = PlanOverview.Of(plan, PlanForecaster.Forecast(plan, machine, earlier), FreeSpace.Of(parent));
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(overview, CliJson.Default.PlanOverview));
        }
        else
        {
            PlanView.Print(host.Out, overview);
        }

        return ExitCode.Ok;
    }
}
