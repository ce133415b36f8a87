using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Models;
using PocketTts.Eval.Reports.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Machine;
using PocketTts.Eval.Runs.Plan;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval bench</c>: how fast systems and recognizers are on this computer.</summary>
internal sealed class BenchCommand(CliHost host, CommonOptions common)
{
    private const string DefaultCorpus = "speed";
    private const int MostThreads = 256;

    private readonly Option<string[]> _systems = new("--system") { Description = "System to time: [id=]engine[:voice][,option=value]…; may be given several times.", HelpName = "SYSTEM" };
    private readonly Option<string[]> _recognizers = new("--recognizer") { Description = "Recognizer to time; it hears what the first system says, or --sound; may be given several times.", HelpName = "NAME" };
    private readonly Option<string?> _threads = new("--threads") { Description = "Numbers of threads, e.g. 1,2,4: everyone is timed with each. [default: as the systems say]", HelpName = "LIST" };
    private readonly Option<string> _corpus = new("--corpus") { Description = "Texts; each counts as the nearest of 1, 5, 15, 40 and 120 words.", HelpName = "PATH", DefaultValueFactory = _ => DefaultCorpus };
    private readonly Option<string?> _words = new("--words") { Description = "Lengths of text, e.g. 5,15. [default: 1,5,15,40,120]", HelpName = "LIST" };
    private readonly Option<string[]> _sounds = new("--sound") { Description = "WAV or FLAC file that recognizers hear, in place of a system; may be given several times.", HelpName = "FILE" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds; in each everyone speaks one text of each length. 6 are the fewest that give a median an interval.", HelpName = "N", DefaultValueFactory = _ => 6 };
    private readonly Option<double?> _budget = new("--budget") { Description = "Begin no further round after this many minutes.", HelpName = "MINUTES" };
    private readonly Option<int> _warmUps = new("--warm-ups") { Description = "Untimed takes of everyone before.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _coldStarts = new("--cold-starts") { Description = "New processes of everyone whose start is timed.", HelpName = "N", DefaultValueFactory = _ => 3 };
    private readonly Option<string?> _check = new("--check") { Description = "Recognizer that listens afterwards for lost words: takes that lack a quarter of them do not count as fast.", HelpName = "NAME" };
    private readonly Option<string?> _soak = new("--soak") { Description = "Instead of rounds, a long shuffled session in one process: takes (300) or time (90s, 30m, 2h). Does memory grow, speed drift, an error stay?", HelpName = "LENGTH" };
    private readonly Option<double> _leakLimit = new("--leak-limit") { Description = "With --soak: MB per 100 takes over which memory leaks.", HelpName = "MB", DefaultValueFactory = _ => SoakAnalyzer.DefaultLeakLimit };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed that the takes' seeds follow from.", HelpName = "N", DefaultValueFactory = _ => PlanDefaults.Seed };
    private readonly Option<string?> _remark = new("--remark") { Description = "Stands above the results, e.g. that the weights are random.", HelpName = "TEXT" };
    private readonly Option<string?> _out = new("--out") { Description = $"Folder for {BenchFile.Name}, {BenchFolder.TakesName}, {BenchFolder.MarkdownName}. [default: named after the time, in {PlanDefaults.OutputParent}]", HelpName = "DIR" };
    private readonly Option<bool> _pull = MissingModels.PullOption();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("bench", "Time systems and recognizers on this computer: speed by length of text, threads, start, memory; alone, warmed up, in interleaved rounds.")
        {
            _systems, _recognizers, _threads, _corpus, _words, _sounds, _rounds, _budget, _warmUps, _coldStarts, _check, _soak, _leakLimit, _seed, _remark, _out, _pull, _json,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string[] models = result.GetValue(common.Models) ?? [];
        var engines = new Engines(host, models);
        BenchPlan plan = Plan(result);
        string[] listeners = [.. plan.Recognizers.Select(r => r.RecognizerId!).Append(plan.CheckedBy).OfType<string>()];
        foreach (string name in listeners)
        {
            engines.Recognizers.Find(name);
        }

        foreach (BenchChoice choice in plan.Systems)
        {
            engines.Synthesizers.Find(choice.Spec!);
        }

        if (await new MissingModels(host, models).EnsureAsync([.. plan.Systems.Select(s => s.Spec!)], listeners, result.GetValue(_pull), cancellationToken).ConfigureAwait(false) is not ExitCode.Ok and int exitCode)
        {
            return exitCode;
        }

        string folder = result.GetValue(_out) ?? Path.Combine(PlanDefaults.OutputParent, $"bench-{host.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        BenchFolder.Prepare(folder);
        using MachineUse use = MachineUse.TryBench(MachineUse.DefaultFolder)
            ?? throw new InputException("another bench measures on this computer", remedy: "wait until it is done: two at once would time each other");
        RunHost self = RunHost.Detect(RuntimePackages.Assemblies);
        var computer = new BenchComputer(
            self, MachineInspector.Inspect(host.Time, self), MachineInspector.ReadLoad, token => MachineCalibrator.Measure(host.Time, MachineInspector.ReadLoad, TimeSpan.FromSeconds(1.5), token), use.LookForRuns);
        var runner = new BenchRunner(WorkerCommand.Launch(models, collectsGarbage: plan.Soak is not null), engines.Recognizers, host.Time, computer, new BenchLines(host));
        BenchResult bench = await runner.RunAsync(plan, cancellationToken).ConfigureAwait(false);
        BenchFolder.Write(folder, bench, BenchTakesCsv.Write(bench.Takes), BenchMarkdown.Render(bench.Report));
        if (result.GetValue(_json))
        {
            await host.Out.WriteAsync(BenchFile.Write(bench.Report)).ConfigureAwait(false);
        }
        else
        {
            BenchView.Print(host.Out, bench.Report, folder);
        }

        return cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : bench.Takes.Any(t => t.Outcome is BenchOutcome.Failed or BenchOutcome.Incomplete) ? ExitCode.Incomplete : ExitCode.Ok;
    }

    private BenchPlan Plan(ParseResult result)
    {
        var problems = new List<InputException>();
        ImmutableArray<int> threads = List(result, _threads, 1, MostThreads, problems);
        ImmutableArray<int> words = List(result, _words, 1, int.MaxValue, problems);
        int rounds = InRange(result, _rounds, 1, 10_000, problems);
        int warmUps = InRange(result, _warmUps, 0, 1_000, problems);
        int coldStarts = InRange(result, _coldStarts, 0, 100, problems);
        SystemSpec[] systems = [.. (result.GetValue(_systems) ?? []).Select(SystemSpec.Parse)];
        string[] recognizers = result.GetValue(_recognizers) ?? [];
        string[] files = result.GetValue(_sounds) ?? [];
        string? check = result.GetValue(_check);
        double leakLimit = result.GetValue(_leakLimit);
        Check(problems, systems.Length + recognizers.Length == 0, "--system", "there is nothing to time", "name a system with --system or a recognizer with --recognizer");
        Check(problems, recognizers.Length > 0 && systems.Length == 0 && files.Length == 0, "--recognizer", "the recognizers have nothing to hear", "name a system that speaks with --system, or sound files with --sound");
        Check(problems, files.Length > 0 && systems.Length > 0, "--sound", "systems cannot speak sound files", "time recognizers on sound files, and systems, apart");
        Check(problems, check is not null && systems.Length == 0, "--check", "there is no system whose words could be lost", "leave it out");
        Check(problems, !(leakLimit > 0 && double.IsFinite(leakLimit)), "--leak-limit", FormattableString.Invariant($"found {leakLimit}"), "give MB, above 0");
        Check(problems, result.GetValue(_budget) is { } limit && !(limit is > 0 and <= 100_000), "--budget", FormattableString.Invariant($"found {result.GetValue(_budget)}"), "give minutes, above 0");
        foreach (string twice in systems.Select(s => s.Id).Concat(recognizers).GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key))
        {
            Check(problems, true, "--system", $"'{twice}' is given twice", "give each an id of its own: id=engine…");
        }

        if (problems.Count > 0)
        {
            throw problems.Count == 1 ? problems[0] : new InputException(problems);
        }

        var plan = new BenchPlan
        {
            Systems = [.. BenchChoice.OfSystems(systems, threads)],
            Recognizers = [.. BenchChoice.OfRecognizers(recognizers, threads)],
            Texts = [],
            Corpus = "sound files",
            CorpusSha256 = string.Empty,
            Rounds = rounds,
            Budget = result.GetValue(_budget) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            WarmUps = warmUps,
            ColdStarts = coldStarts,
            Seed = result.GetValue(_seed),
            CheckedBy = check,
            Soak = result.GetValue(_soak) is { } length ? SoakLength.Parse(length) : null,
            LeakLimitMegabytes = leakLimit,
            Remark = result.GetValue(_remark),
        };
        if (files.Length > 0)
        {
            (ImmutableArray<BenchText> sounds, string hash) = BenchSounds.Read(files);
            return plan with { Texts = sounds, CorpusSha256 = hash };
        }

        CorpusTexts corpus = Runs.Corpora.CorpusReader.Read(ShippedCorpora.Resolve(result.GetValue(_corpus)!));
        return plan with { Texts = BenchTexts.Of(corpus, words), Corpus = corpus.Name, CorpusSha256 = corpus.Sha256 };
    }

    private static void Check(List<InputException> problems, bool isWrong, string field, string problem, string remedy)
    {
        if (isWrong)
        {
            problems.Add(new InputException(problem, field: field, remedy: remedy));
        }
    }

    private static int InRange(ParseResult result, Option<int> option, int least, int most, List<InputException> problems)
    {
        int value = result.GetValue(option);
        if (value < least || value > most)
        {
            problems.Add(new InputException(FormattableString.Invariant($"found {value}"), field: option.Name, expected: FormattableString.Invariant($"a whole number from {least} to {most}")));
        }

        return value;
    }

    private static ImmutableArray<int> List(ParseResult result, Option<string?> option, int least, int most, List<InputException> problems)
    {
        if (result.GetValue(option) is not { } text)
        {
            return [];
        }

        var numbers = new SortedSet<int>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
            {
                problems.Add(new InputException($"found '{part}'", field: option.Name, expected: FormattableString.Invariant($"whole numbers from {least} with commas between, e.g. 1,2")));
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
