using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval systems</c>: what can run here, and why not.</summary>
internal sealed class SystemsCommand(CliHost host, CommonOptions common)
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("systems", "Show which synthesizers and recognizers can run here, and what the others lack.") { _json };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        var engines = new Engines(host, result.GetValue(common.Models) ?? []);
        List<(string Kind, EngineStatus Status)> all =
        [
            .. engines.Synthesizers.Select(e => ("synthesizer", e.Probe())),
            .. engines.Recognizers.Select(e => ("recognizer", e.Probe())),
        ];
        if (result.GetValue(_json))
        {
            var rows = all.Select(r => new EngineRow(r.Kind, r.Status.Engine, r.Status.IsReady, r.Status.Detail, [.. r.Status.Voices]));
            host.Out.WriteLine(JsonSerializer.Serialize(rows.ToArray(), CliJson.Default.EngineRowArray));
            return ExitCode.Ok;
        }

        foreach ((string kind, EngineStatus status) in all)
        {
            host.Out.WriteLine($"{(status.IsReady ? "ready    " : "not ready")}  {kind,-11}  {status.Engine,-9}  {status.Detail}");
            if (status.Voices.Length > 0)
            {
                string label = kind == "recognizer" ? "names" : "voices";
                host.Out.WriteLine($"           {label}: {string.Join(' ', status.Voices)}");
            }
        }

        return ExitCode.Ok;
    }
}
