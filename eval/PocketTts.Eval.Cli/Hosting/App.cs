using System.CommandLine;
using System.CommandLine.Parsing;
using PocketTts.Eval.Cli.Commands;
using PocketTts.Eval.Cli.Commands.Corpus;
using PocketTts.Eval.Cli.Commands.Models;
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
        if (parsed.Errors.Count > 0 || UnknownOption(parsed) is not null)
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
            foreach (InputException one in problem.Problems)
            {
                await host.Error.WriteLineAsync($"error: {one.Message}").ConfigureAwait(false);
            }

            return ExitCode.Usage;
        }
        catch (IOException problem) when (problem is not FileNotFoundException)
        {
            // a closed or full output; what a command writes itself it has reported with the file's name
            await host.Error.WriteLineAsync($"error: the output cannot be written ({problem.Message.ReplaceLineEndings(" ")})").ConfigureAwait(false);
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
            new PlanCommand(host, common).Build(),
            new RunCommand(host, common).Build(),
            new BenchCommand(host, common).Build(),
            new CompareCommand(host, common).Build(),
            new GateCommand(host, common).Build(),
            new BaselineCommand(host, common).Build(),
            new RunsCommand(host).Build(),
            new ScoreCommand(host, common).Build(),
            new ReportCommand(host, common).Build(),
            new DiffWordsCommand(host, common).Build(),
            new ExportCommand(host, common).Build(),
            new ViewCommand(host, common).Build(),
            new MergeCommand(host, common).Build(),
            new SpeakCommand(host, common).Build(),
            new TranscribeCommand(host, common).Build(),
            new CalibrateCommand(host, common).Build(),
            new SystemsCommand(host, common).Build(),
            new CorpusCommand(host, common).Build(),
            new ModelsCommand(host, common).Build(),
            new MachineCommand(host).Build(),
            new AdapterCommands(host).Build(),
            new WorkerCommand(host, common).Build(),
        };
        root.Options.Add(common.Models);
        return root;
    }

    // what looks like an option but stands where a file is expected is a misspelled option
    private static string? UnknownOption(ParseResult parsed)
    {
        // what stands after -- is never ours
        int ours = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).Count();
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens)
            .Where(t => parsed.Tokens.Take(ours).Contains(t))
            .Select(t => t.Value)
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(t => t.Length > 1 && t[0] == '-');
    }

    private static int ReportParseErrors(ParseResult parsed, CliHost host)
    {
        Command command = parsed.CommandResult.Command;
        if (UnknownOption(parsed) is { } option)
        {
            IEnumerable<string> options = command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith("--", StringComparison.Ordinal));
            Say(host, $"no option '{option}'", NearestName.Suggest(option, options));
        }
        else if (parsed.UnmatchedTokens.Count > 0)
        {
            string word = parsed.UnmatchedTokens[0];
            Say(host, $"'{word}' is not understood here", NearestName.Suggest(word, command.Subcommands.Select(c => c.Name)));
        }
        else
        {
            foreach (ParseError error in parsed.Errors)
            {
                Say(host, InWords(error.Message), hint: null);
            }
        }

        host.Error.WriteLine($"'{string.Join(' ', CommandPath(parsed.CommandResult))} --help' shows what can be given");
        return ExitCode.Usage;
    }

    // the parser names .NET types; people know numbers
    private static string InWords(string message)
    {
        string line = message.ReplaceLineEndings(" ").TrimEnd('.');
        int type = line.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? line : $"{line[..type]}: expected a {(line.Contains("Double", StringComparison.Ordinal) ? "number" : "whole number")}";
    }

    private static void Say(CliHost host, string problem, string? hint) =>
        host.Error.WriteLine($"error: {problem}{(hint is null ? string.Empty : $"; {hint}")}");

    private static IEnumerable<string> CommandPath(CommandResult command)
    {
        IEnumerable<string> parents = command.Parent is CommandResult parent ? CommandPath(parent) : [];
        return parents.Append(command.Parent is null ? "pocket-eval" : command.Command.Name);
    }
}
