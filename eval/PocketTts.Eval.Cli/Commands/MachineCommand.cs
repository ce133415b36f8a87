using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval machine</c>: what timings taken here are worth.</summary>
internal sealed class MachineCommand(CliHost host)
{
    private readonly Option<bool> _skip = new("--no-calibration") { Description = "Only look; do not measure for two seconds how fast and how steady this computer is." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("machine", "Show this computer: processor, limits, load, clock, fingerprint, and how steady it is.") { _skip, _json };
        command.SetAction((result, cancellation) => Task.FromResult(Execute(result, cancellation)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        MachineDetails details = MachineInspector.Inspect(host.Time, RunHost.Detect(RuntimePackages.Assemblies));
        if (!result.GetValue(_skip))
        {
            details = details with { Calibration = MachineCalibrator.Measure(host.Time, MachineInspector.ReadLoad, TimeSpan.FromSeconds(2), cancellationToken) };
        }

        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(details, CliJson.Default.MachineDetails));
        }
        else
        {
            MachineView.Write(details, host.Out);
        }

        return ExitCode.Ok;
    }
}
