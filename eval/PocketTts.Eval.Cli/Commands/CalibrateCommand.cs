using System.CommandLine;
using System.Text;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Models;
using PocketTts.Eval.Runs.Calibration;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval calibrate</c>: speak known faults, and see which of them are found.</summary>
internal sealed class CalibrateCommand(CliHost host, CommonOptions common)
{
    private const string DefaultVoices = "af_heart+am_michael+bf_emma+am_puck+af_bella";

    private readonly Option<string[]> _kinds = new("--kind") { Description = $"Kind of fault: {string.Join(", ", FaultKinds.Names)}; may be given several times. [default: all]", HelpName = "KIND" };
    private readonly Option<string> _engine = new("--engine") { Description = "Engine that speaks.", HelpName = "NAME", DefaultValueFactory = _ => "kokoro" };
    private readonly Option<string> _voices = new("--voices") { Description = "Voices that take turns, joined by +.", HelpName = "A+B", DefaultValueFactory = _ => DefaultVoices };
    private readonly Option<string> _corpus = new("--corpus") { Description = "Texts; those of 6 to 12 words are used.", HelpName = "PATH", DefaultValueFactory = _ => PlanDefaults.Corpus };
    private readonly Option<string> _recognizer = new("--recognizer") { Description = "Who listens.", HelpName = "NAME", DefaultValueFactory = _ => PlanDefaults.Recognizer + ",evidence=full" };
    private readonly Option<int> _repeats = new("--repeats") { Description = "Takes of each text with each kind of fault, by different voices.", HelpName = "N", DefaultValueFactory = _ => 2 };
    private readonly Option<int?> _limit = new("--limit") { Description = "Use only the first N texts.", HelpName = "N" };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed of all choices.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _out = new("--out") { Description = "Folder of the calibration; the same command continues one it finds there.", HelpName = "DIR", Required = true };

    private readonly Option<bool> _scoreOnly = new("--score-only") { Description = "Speak nothing: fit thresholds and count what is found from what the folders hold." };
    private readonly Option<string[]> _with = new("--with") { Description = "Another calibration folder by the same recognizer whose takes are counted, too; may be given several times.", HelpName = "DIR" };
    private readonly Option<string[]> _judge = new("--judge") { Description = "Calibration folder that judges: the other folders only set thresholds, on their half of the texts, and faults are counted on the other half of this one's; may be given several times.", HelpName = "DIR" };
    private readonly Option<string?> _write = new("--write") { Description = "Where the calibration file goes. [default: calibration.json in the folder]", HelpName = "FILE" };

    public Command Build()
    {
        var command = new Command("calibrate", "Let an engine speak texts with known faults and transcribe them: how reliable are the verdicts?")
        {
            _kinds, _engine, _voices, _corpus, _recognizer, _repeats, _limit, _seed, _out, _scoreOnly, _with, _judge, _write,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string folder = result.GetValue(_out)!;
        if (!result.GetValue(_scoreOnly))
        {
            await SpeakAsync(result, folder, cancellationToken).ConfigureAwait(false);
        }

        CalibrationResult scored = CalibrationResult.Score([folder, .. result.GetValue(_with) ?? []], result.GetValue(_judge) ?? [], Scoring.Options(host, result.GetValue(common.Models) ?? [], calibrations: []), host.Time.GetUtcNow());
        string file = result.GetValue(_write) ?? Path.Combine(folder, "calibration.json");
        OutputFile.Write(file, Encoding.UTF8.GetBytes(CalibrationJson.Write(scored.Calibration)));
        OutputFile.Write(Path.Combine(folder, "calibration.md"), Encoding.UTF8.GetBytes(scored.Markdown));
        await host.Out.WriteAsync(scored.Markdown).ConfigureAwait(false);
        await host.Error.WriteLineAsync($"calibration file: {file}").ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private async Task SpeakAsync(ParseResult result, string folder, CancellationToken cancellationToken)
    {
        string[] kinds = result.GetValue(_kinds) ?? [];
        RunPlan plan = new CalibrationPlan
        {
            Kinds = kinds.Length == 0 ? FaultKinds.All : [.. kinds.Select(k => FaultKinds.Parse(k, "--kind")).Distinct()],
            Engine = result.GetValue(_engine)!,
            Voices = [.. result.GetValue(_voices)!.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Recognizers = [result.GetValue(_recognizer)!],
            Corpus = ShippedCorpora.Resolve(result.GetValue(_corpus)!),
            Repeats = Positive(result.GetValue(_repeats), "--repeats"),
            Limit = result.GetValue(_limit) is { } limit ? Positive(limit, "--limit") : null,
            Seed = result.GetValue(_seed),
            OutputFolder = folder,
        }.ToRunPlan();
        var engines = new Engines(host, result.GetValue(common.Models) ?? []);
        RunResult run = await ProgressView.WatchAsync(host, plan, false, progress =>
        {
            var executor = new RunExecutor([new FaultyEngine(engines.Synthesizers, engines.Recognizers)], engines.Recognizers, host.Time, progress, RunHost.Detect(RuntimePackages.Assemblies), new RunSettings());
            return executor.RunAsync(plan, cancellationToken);
        }).ConfigureAwait(false);
        await host.Error.WriteLineAsync(FormattableString.Invariant($"{run.Takes.Count(t => t.IsOk)} of {run.Takes.Length} takes are spoken and heard, in {folder}")).ConfigureAwait(false);
    }

    private static int Positive(int value, string option) => value >= 1 ? value : throw new InputException(FormattableString.Invariant($"{value} is too few"), field: option, expected: "1 or more");
}
