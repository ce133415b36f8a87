using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Reports.Tests.Gates;

/// <summary>A gate with every state, and names that try to break out of each format.</summary>
internal static class GateFixture
{
    public const string Nasty = "rule <b>&\"'|`%\n::error::x,y:z";

    public static GateResult Result(bool inconclusiveIsWarning = false)
    {
        ScoreTable baseline = Table("base", (text, _) => text % 40 == 0 ? 1 : 0, "ffffffffffff");
        ScoreTable head = Table("head", (text, take) => (text + take) % 4 == 0 ? 1 : 0, "0123456789ab");
        var rules = new GateRules
        {
            Name = "eval/gates/release.yaml",
            Rules =
            [
                Rule("words not heard", "deletions", GateLimitKind.Worsening, .005, "max-increase: 5 per 1000 words", 4),
                Rule("errors", "wer", GateLimitKind.AtMost, .2, "max: 20 %", 8),
                Rule("speed", "rtf", GateLimitKind.WorseningShare, .05, "max-increase: 5 %", 12),
                Rule("close call", "deletions", GateLimitKind.AtMost, .0251, "max: 25.1 per 1000 words", 16),
                Rule(Nasty, "wrong-takes", GateLimitKind.AtMost, .01, "max: 1 %", 20) with { IsAdvisory = true },
            ],
        };
        return Gate.Decide(head, baseline, rules, new GateOptions
        {
            Today = new DateOnly(2026, 6, 1),
            Command = "pocket-eval gate head --baseline base --rules eval/gates/release.yaml",
            RenewCommand = "pocket-eval baseline save RUN base",
            InconclusiveIsWarning = inconclusiveIsWarning,
        });
    }

    private static GateRule Rule(string name, string metric, GateLimitKind kind, double value, string written, int line) => new()
    {
        Name = name,
        Metric = MetricCatalog.Find(metric, "metric"),
        Limits = [new GateLimit(kind, value, written)],
        Source = new RuleSource("eval/gates/release.yaml", line),
    };

    private static ScoreTable Table(string name, Func<int, int, double> deletions, string fingerprint) => new()
    {
        Name = name,
        Info = new RunInfo
        {
            SchemaVersion = 1,
            Name = name,
            CreatedUtc = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            Status = RunStatus.Completed,
            ToolVersion = "0.1.0",
            Machine = new MachineRecord { CpuBrand = "Test CPU", UsableCpuCount = 2, OperatingSystem = "any", Architecture = "X64", Runtime = "any", Fingerprint = fingerprint },
            Systems = [new RunSystem("voice", "loopback", null, null)],
            Recognizers = [new RecognizerInfo { Id = "ear", Engine = "ear", EngineVersion = "1" }],
            Corpora = [new RunCorpus("c", new string('a', 64), 80, 80)],
            Repeats = 2,
            Seed = 1,
            Normalizer = "plain/1",
        },
        Columns = [Quantities.Words, Quantities.Substitutions, Quantities.Deletions, Quantities.Insertions, Quantities.Wrong, Quantities.Failed, Quantities.WallSeconds, Quantities.AudioSeconds],
        Takes =
        [
            .. Enumerable.Range(0, 160).Select(i =>
            {
                double lost = deletions(i / 2, i % 2);
                return new TakeFigures(
                    new TakeKey("voice", "c", FormattableString.Invariant($"t{i / 2:D2}"), i % 2), "ear", [], TakeOutcome.Counted, null, [10, 0, lost, 0, lost > 0 ? 1 : 0, 0, 1, 2]);
            }),
        ],
        Words = [new WrongWord("voice", "ear", "c", "t00", 3, "sea|shore", 2, 1, 0)],
    };
}
