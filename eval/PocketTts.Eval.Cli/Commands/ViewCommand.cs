using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Cli.Viewing;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval view</c>: a run's report in the browser, with sounds that can be played from any place.</summary>
internal sealed class ViewCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run folder." };
    private readonly Option<int?> _port = new("--port") { Description = "Port on 127.0.0.1. [default: any that is free]", HelpName = "N" };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Only print the address. Without it the browser opens when a person at a desktop started the command." };

    public Command Build()
    {
        var command = new Command("view", "Serve a run's report and sounds on 127.0.0.1 until Ctrl-C.") { _run, _port, _noBrowser, common.Calibrations };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        int port = (result.GetValue(_port) ?? 0) is >= 0 and <= 65_535 and int given ? given : throw new InputException($"found {result.GetValue(_port)}", field: "--port", expected: "1 to 65535");
        RunFolder run = RunFolder.Open(result.GetRequiredValue(_run));
        RunNotes.Tell(host, run);
        if (!HasReport(run.Folder))
        {
            RunResult scored = run.Score(UnwantedTakes.Instance, Scoring.Options(host, common, result), cancellationToken);
            await ReportWriter.WriteHtmlAsync(scored, Path.Combine(run.Folder, ReportWriter.HtmlName), cancellationToken).ConfigureAwait(false);
        }

        await using RunServer server = await RunServer.StartAsync(run.Folder, port, cancellationToken).ConfigureAwait(false);
        await host.Out.WriteLineAsync(server.Address.AbsoluteUri).ConfigureAwait(false);
        await host.Error.WriteLineAsync("Ctrl-C ends the server").ConfigureAwait(false);
        if (!result.GetValue(_noBrowser) && host.IsInteractive && !Console.IsOutputRedirected && Browser.IsThere(host.Environment) && !Browser.Open(server.Address))
        {
            await host.Error.WriteLineAsync("note: no browser could be opened; open the address yourself").ConfigureAwait(false);
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = cancellationToken.Register(ended.SetResult);
        await ended.Task.ConfigureAwait(false);
        return ExitCode.Ok;
    }

    // a report that is older than what it is made of, or was never written, is made anew
    private static bool HasReport(string folder)
    {
        var report = new FileInfo(Path.Combine(folder, ReportWriter.HtmlName));
        return report.Exists
            && report.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, RunFolder.RunFileName))
            && Directory.EnumerateFiles(folder, "journal*.jsonl").All(j => report.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(j));
    }
}
