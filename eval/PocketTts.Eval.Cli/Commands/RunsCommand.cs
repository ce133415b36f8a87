using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Catalog;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval runs</c>: what lies around, and clearing it away.</summary>
internal sealed class RunsCommand(CliHost host)
{
    private readonly Argument<string> _folder = Folder();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Argument<string> _pruneFolder = Folder();
    private readonly Option<string?> _olderThan = new("--older-than") { Description = "Remove runs not changed for so long, e.g. 30d or 12h.", HelpName = "AGE" };
    private readonly Option<string?> _maxSize = new("--max-size") { Description = "Remove the oldest runs until the rest is not larger than this, e.g. 10GB.", HelpName = "SIZE" };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask." };

    public Command Build()
    {
        var command = new Command("runs", "List runs with their status, takes, size and systems; 'runs prune' removes old ones.") { _folder, _json };
        command.SetAction((result, _) => Task.FromResult(List(result)));
        var prune = new Command("prune", "Remove runs by age or size; asks first. Runs that are going on stay.") { _pruneFolder, _olderThan, _maxSize, _yes };
        prune.SetAction(PruneAsync);
        command.Subcommands.Add(prune);
        return command;
    }

    private static Argument<string> Folder() => new("DIR") { Description = "Folder in and below which runs are looked for.", DefaultValueFactory = _ => PlanDefaults.OutputParent };

    private int List(ParseResult result)
    {
        IReadOnlyList<RunEntry> runs = RunCatalog.List(result.GetRequiredValue(_folder));
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize([.. runs.Select(Row)], CliJson.Default.RunRowArray));
        }
        else
        {
            RunView.Print(host.Out, runs, host.Time.GetUtcNow());
        }

        return ExitCode.Ok;
    }

    private static RunRow Row(RunEntry run) => new(
        run.Folder, RunView.StatusOf(run), run.IsRunning, run.Problem, run.CreatedUtc, run.ChangedUtc, run.PlannedTakes, run.FinishedTakes, run.FailedTakes, run.SizeBytes, [.. run.Systems]);

    private async Task<int> PruneAsync(ParseResult result, CancellationToken cancellationToken)
    {
        DateTimeOffset? olderThan = result.GetValue(_olderThan) is { } age ? host.Time.GetUtcNow() - ParseAge(age) : null;
        long? maximum = result.GetValue(_maxSize) is { } size ? ParseSize(size) : null;
        if (olderThan is null && maximum is null)
        {
            throw new InputException("nothing says which runs to remove", expected: "--older-than AGE or --max-size SIZE");
        }

        IReadOnlyList<RunEntry> chosen = RunCatalog.ChooseForRemoval(RunCatalog.List(result.GetRequiredValue(_pruneFolder)), olderThan, maximum);
        if (chosen.Count == 0)
        {
            await host.Out.WriteLineAsync("no run to remove").ConfigureAwait(false);
            return ExitCode.Ok;
        }

        RunView.Print(host.Out, chosen, host.Time.GetUtcNow());
        if (!result.GetValue(_yes) && !await AskAsync(chosen.Count, cancellationToken).ConfigureAwait(false))
        {
            await host.Error.WriteLineAsync("nothing was removed").ConfigureAwait(false);
            return ExitCode.Ok;
        }

        foreach (RunEntry run in chosen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunCatalog.Remove(run);
        }

        await host.Out.WriteLineAsync($"removed {chosen.Count} runs, {ByteSize.Format(chosen.Sum(r => r.SizeBytes))}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private async Task<bool> AskAsync(int count, CancellationToken cancellationToken)
    {
        await host.Error.WriteAsync($"Remove {(count == 1 ? "this run" : $"these {count} runs")} for good? Type yes: ").ConfigureAwait(false);
        string? answer = await host.In.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            await host.Error.WriteLineAsync().ConfigureAwait(false);
            throw new InputException("nobody is there to answer", field: "--yes", remedy: "give --yes to remove without asking");
        }

        return answer.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase);
    }

    private static long ParseSize(string text) =>
        ByteSize.TryParse(text, out long bytes) ? bytes : throw new InputException($"cannot read the size '{text}'", field: "--max-size", expected: "a number and a unit, e.g. 10GB");

    private static TimeSpan ParseAge(string text)
    {
        double unit = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'd' => 86_400, 'h' => 3_600, 'm' => 60, 'w' => 7 * 86_400, _ => 0 };
        return unit > 0 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count * unit <= 3e9
            ? TimeSpan.FromSeconds(count * unit)
            : throw new InputException($"cannot read the age '{text}'", field: "--older-than", expected: "a number and w, d, h or m, e.g. 30d");
    }
}
