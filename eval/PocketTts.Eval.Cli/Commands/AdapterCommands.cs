using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval adapter check</c>: whether a program keeps to the protocol of the process engine.</summary>
internal sealed class AdapterCommands(CliHost host)
{
    private readonly Argument<string[]> _command = new("COMMAND") { Description = "What to start, after --: program and arguments.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _voice = new("--voice") { Description = "Voice to ask for. [default: the adapter's own choice]", HelpName = "VOICE" };
    private readonly Option<string[]> _options = new("--option") { Description = "Option to hand to the adapter; may be given several times.", HelpName = "NAME=VALUE" };
    private readonly Option<string?> _folder = new("--folder") { Description = "Folder the command works in. [default: the current one]", HelpName = "DIR" };
    private readonly Option<bool> _externalTts = new("--external-tts") { Description = "Check the external_tts convention of Kyutai's tts_longeval instead." };
    private readonly Option<double> _timeout = new("--timeout") { Description = "Longest wait for one answer in seconds, 0.1 to 3600.", HelpName = "SECONDS", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var check = new Command("check", "Try a program as a run would and say what is wrong with it. Exit code 1 when something is.")
        {
            _command, _voice, _options, _folder, _externalTts, _timeout, _json,
        };
        check.SetAction(CheckAsync);
        return new Command("adapter", "Help for writers of adapters (docs/process-protocol.md).") { check };
    }

    private async Task<int> CheckAsync(ParseResult result, CancellationToken cancellationToken)
    {
        double seconds = result.GetValue(_timeout);
        if (seconds is not (>= 0.1 and <= 3600))
        {
            throw new InputException(FormattableString.Invariant($"found {seconds}"), field: "--timeout", expected: "seconds from 0.1 to 3600");
        }

        var request = new AdapterCheckRequest
        {
            Command = [.. result.GetRequiredValue(_command)],
            Folder = result.GetValue(_folder),
            Voice = result.GetValue(_voice),
            IsExternalTts = result.GetValue(_externalTts),
            Options = ReadOptions(result.GetValue(_options) ?? []),
            AnswerLimit = TimeSpan.FromSeconds(seconds),
        };
        bool isJson = result.GetValue(_json);
        var checker = new AdapterChecker(host.Time, host.Environment, AppContext.BaseDirectory);
        ImmutableArray<AdapterFinding> findings = await checker.CheckAsync(request, f => Print(f, isJson), cancellationToken).ConfigureAwait(false);
        int wrong = findings.Count(f => f.Verdict == AdapterVerdict.Wrong);
        if (isJson)
        {
            await host.Out.WriteLineAsync(JsonSerializer.Serialize(findings.Select(f => new AdapterRow(Word(f.Verdict), f.Check, f.Message)).ToArray(), CliJson.Default.AdapterRowArray)).ConfigureAwait(false);
        }
        else
        {
            await host.Out.WriteLineAsync(wrong == 0 ? "The adapter keeps to the protocol." : $"{wrong} of {findings.Length} points wrong.").ConfigureAwait(false);
        }

        return wrong == 0 ? ExitCode.Ok : ExitCode.Usage;
    }

    private static ImmutableSortedDictionary<string, string> ReadOptions(string[] written)
    {
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in written)
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || !options.TryAdd(text[..sign], text[(sign + 1)..]))
            {
                throw new InputException($"found '{text}'", field: "--option", expected: "NAME=VALUE, each name once");
            }
        }

        return options.ToImmutable();
    }

    private void Print(AdapterFinding finding, bool isJson)
    {
        if (!isJson)
        {
            host.Out.WriteLine($"{Word(finding.Verdict),-5}  {finding.Check}: {finding.Message}");
        }
    }

    private static string Word(AdapterVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
