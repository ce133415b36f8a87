using System.CommandLine;
using System.CommandLine.Parsing;
using PocketTts.Eval.Cli.Commands;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>The command line as a whole: parsing, dispatch, and the one place where a fault becomes an exit code.</summary>
internal static class App
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellationToken)
    {
        RootCommand root = BuildRoot(host);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return ReportParseErrors(parsed, host);
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("cancelled").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (InputException problem)
        {
            await host.Error.WriteLineAsync($"error: {problem.Message}").ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception fault)
        {
            await host.Error.WriteLineAsync($"internal error: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")} (a fault of this tool; set POCKET_EVAL_TRACE=1 for the stack)").ConfigureAwait(false);
            if (host.Environment("POCKET_EVAL_TRACE") is { Length: > 0 })
            {
                await host.Error.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
            }

            return ExitCode.Internal;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand BuildRoot(CliHost host)
    {
        var common = new CommonOptions();
        var root = new RootCommand("Says whether a speech synthesizer says every word, every time, and how fast on this CPU.")
        {
            new DemoCommand(host).Build(),
            new RunCommand(host, common).Build(),
            new SpeakCommand(host, common).Build(),
            new TranscribeCommand(host, common).Build(),
            new SystemsCommand(host, common).Build(),
        };
        root.Options.Add(common.Models);
        return root;
    }

    private static int ReportParseErrors(ParseResult parsed, CliHost host)
    {
        IEnumerable<string> known = parsed.CommandResult.Command.Options.SelectMany(o => o.Aliases.Prepend(o.Name));
        foreach (ParseError error in parsed.Errors)
        {
            string message = error.Message.ReplaceLineEndings(" ");
            string? unknown = parsed.UnmatchedTokens.FirstOrDefault(t => message.Contains($"'{t}'", StringComparison.Ordinal));
            string? hint = unknown is null ? null
                : unknown.StartsWith('-') ? NearestName.Suggest(unknown, known)
                : NearestName.Suggest(unknown, parsed.CommandResult.Command.Subcommands.Select(c => c.Name));
            host.Error.WriteLine($"error: {message}{(hint is null ? string.Empty : $" ({hint})")}");
        }

        string path = string.Join(' ', CommandPath(parsed.CommandResult));
        host.Error.WriteLine($"'{path} --help' shows what can be given");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> CommandPath(CommandResult command)
    {
        IEnumerable<string> parents = command.Parent is CommandResult parent ? CommandPath(parent) : [];
        return parents.Append(command.Parent is null ? "pocket-eval" : command.Command.Name);
    }
}
