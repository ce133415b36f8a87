using System.CommandLine;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval worker</c>, hidden: one system in a process of its own, told what to speak by the run that started it.</summary>
internal sealed class WorkerCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string> _input = new("IN");
    private readonly Argument<string> _output = new("OUT");
    private readonly Option<bool> _collect = new("--collect") { Description = "Collect garbage before memory is read." };

    /// <summary>How this program starts itself as a worker.</summary>
    /// <param name="modelFolders">Folders given on the command line.</param>
    /// <param name="collectsGarbage">Whether garbage is collected before memory is read.</param>
    public static WorkerLaunch Launch(IEnumerable<string> modelFolders, bool collectsGarbage = false)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no path");
        bool isHosted = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase);
        return new WorkerLaunch(program,
        [
            .. isHosted ? [typeof(WorkerCommand).Assembly.Location] : Array.Empty<string>(),
            .. modelFolders.SelectMany(folder => new[] { "--models", folder }),
            "worker",
            .. collectsGarbage ? ["--collect"] : Array.Empty<string>(),
        ]);
    }

    public Command Build()
    {
        var command = new Command("worker", "Speak for the run that started this process.") { _input, _output, _collect };
        command.Hidden = true;
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        // the run decides when to stop; a terminal's Ctrl-C reaches both of us
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        OfferToMemoryKiller();
        (AnonymousPipeClientStream input, AnonymousPipeClientStream output) = Connect(result.GetRequiredValue(_input), result.GetRequiredValue(_output));
        await using (input.ConfigureAwait(false))
        await using (output.ConfigureAwait(false))
        {
            var engines = new Engines(host, result.GetValue(common.Models) ?? []);
            await new WorkerServer(engines.Synthesizers, engines.Recognizers, host.Time, Die, result.GetValue(_collect)).RunAsync(input, output).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private static (AnonymousPipeClientStream Input, AnonymousPipeClientStream Output) Connect(string input, string output)
    {
        try
        {
            return (new AnonymousPipeClientStream(PipeDirection.In, input), new AnonymousPipeClientStream(PipeDirection.Out, output));
        }
        catch (Exception problem) when (problem is ArgumentException or IOException or FormatException)
        {
            throw new InputException("a worker is started by a run, not by hand", remedy: "use 'pocket-eval run'", innerException: problem);
        }
    }

    // when memory runs out, Linux ends the process with the highest score: rather one take than the run
    private static void OfferToMemoryKiller()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                File.WriteAllText("/proc/self/oom_score_adj", "500");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // as it is then
            }
        }
    }

    // nothing that is loaded here is asked: it may be what hangs
    private static void Die()
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
