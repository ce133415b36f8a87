using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Runs.Gating;
using PocketTts.Eval.Runs.Yaml;

namespace PocketTts.Eval.Runs.Tests.Gating;

public sealed class GateRulesReaderTests
{
    [Fact]
    public void Read_WholeFile_HasEverything()
    {
        GateRules rules = Read("""
            alpha: 0.01
            recognizer: whisper-base
            minimum-texts: 40
            minimum-takes: 80
            rules:
              - name: word errors
                metric: wer
                max: 8 %
                max-increase: 0.5 points
                systems: [kokoro, pocket]
                corpora: everyday
                tags: [numbers]
                fail-when: beyond-margin
                minimum-texts: 20
              - name: speed
                metric: rtf
                max-increase: 5 %
                separate-runs: allow
                advisory: true
              - name: throughput
                metric: rtfx
                min: 1.5
                max-decrease: 10 %
              - name: no crash
                metric: failed-takes
                judge: observed
                max: 0 %
              - name: bad takes
                metric: faulty-takes-confirmed
                severity: major
                max-increase: 10 % of baseline
              - {name: wait, metric: first-audio, max: 800 ms, max-increase: 0.1 s}
              - {name: memory, metric: peak-memory, max: 1.5 GiB}
              - {name: swallowed, metric: longest-loss, max: 3 words}
              - {name: lost, metric: skipped, max: "10 per 1,000 words"}
            quarantine:
              - text: everyday/everyday-042
                systems: [pocket]
                until: 2026-12-31
                failing: 20-60 %
                why: issue 12
            """);

        Assert.Equal(.01, rules.Alpha);
        Assert.Equal(9, rules.Rules.Length);
        GateRule errors = rules.Rules[0];
        Assert.Equal(("word errors", "wer", FailWhen.BeyondMargin, 20, 80, "whisper-base"), (errors.Name, errors.Metric.Id, errors.FailWhen, errors.MinimumTexts, errors.MinimumTakes, errors.RecognizerId));
        Assert.Equal([(GateLimitKind.AtMost, .08), (GateLimitKind.Worsening, .005)], errors.Limits.Select(l => (l.Kind, Math.Round(l.Value, 9))));
        Assert.Equal(["kokoro", "pocket"], errors.Systems);
        Assert.Equal(["everyday"], errors.Scope.Corpora);
        Assert.Equal(new RuleSource("rules.yaml", 6), errors.Source);
        Assert.True(rules.Rules[1].AllowsSeparateRuns && rules.Rules[1].IsAdvisory);
        Assert.Equal([(GateLimitKind.AtLeast, 1.5), (GateLimitKind.WorseningShare, .1)], rules.Rules[2].Limits.Select(l => (l.Kind, l.Value)));
        Assert.True(rules.Rules[3].IsObserved);
        Assert.Equal("major-takes-confirmed", rules.Rules[4].Metric.Id);
        Assert.Equal([.8, .1], rules.Rules[5].Limits.Select(l => Math.Round(l.Value, 9)));
        Assert.Equal(1.5 * (1 << 30), rules.Rules[6].Limits[0].Value);
        Assert.True(rules.Rules[7].IsObserved);
        Assert.Equal(.01, rules.Rules[8].Limits[0].Value, 9);
        QuarantineEntry entry = Assert.Single(rules.Quarantine);
        Assert.Equal(("everyday/everyday-042", new DateOnly(2026, 12, 31), .2, .6), (entry.Text.ToString(), entry.Until, entry.LowShare, entry.HighShare));
        Assert.True(rules.NeedBaseline);
    }

    [Theory]
    [InlineData("- {name: a, metric: werr, max: 5 %}", "no metric 'werr'; did you mean 'wer'")]
    [InlineData("- {name: a, metric: wer}", "a rule without a limit can never fail")]
    [InlineData("- {name: a, metric: wer, max: 0.05}", "found '0.05' without a unit; expected a share, for example 5 %")]
    [InlineData("- {name: a, metric: wer, max: 5 words}", "in another unit")]
    [InlineData("- {name: a, metric: wer, max: -5 %}", "below 0")]
    [InlineData("- {name: a, metric: wer, max: NaN}", "found 'NaN'")]
    [InlineData("- {name: a, metric: wer, max: 1e999 %}", "found '1e999 %'")]
    [InlineData("- {name: a, metric: wer, max-increase: 1 %}", "0.5 points")]
    [InlineData("- {name: a, metric: wer, min: 5 %}", "less is better in wer: 'min' would stop improvements; use max")]
    [InlineData("- {name: a, metric: rtfx, max: 5}", "use min")]
    [InlineData("- {name: a, metric: rtfx, max-increase: 5 %}", "use max-decrease")]
    [InlineData("- {name: a, metric: rtf, max: 1.2 s}", "in another unit")]
    [InlineData("- {name: a, metric: wrong-takes, max: 100 %}", "can never fail")]
    [InlineData("- {name: a, metric: failed-takes, max: 0 %}", "can never pass")]
    [InlineData("- {name: a, metric: wer, max-increase: 0 points}", "hardly pass")]
    [InlineData("- {name: a, metric: longest-loss, max-increase: 1 word}", "use max")]
    [InlineData("- {name: a, metric: faulty-takes, max: 5 %}", "severity: missing; expected minor or major or catastrophic")]
    [InlineData("- {name: a, metric: wer, severity: major, max: 5 %}", "wer has no severity")]
    [InlineData("- {metric: wer, max: 5 %}", "name: missing")]
    [InlineData("- {name: a, max: 5 %}", "metric: missing")]
    [InlineData("- {name: a, metric: wer, max: 5 %, fail-when: never}", "worse or beyond-margin")]
    [InlineData("- {name: a, metric: wer, max: 5 %, minimum-texts: 0}", "a whole number from 1")]
    [InlineData("- {name: a, metric: wer, max: 5 %, maks: 6 %}", "unknown key 'maks'")]
    [InlineData("- just text", "a mapping with name, metric and a limit")]
    [InlineData("- {name: a, metric: wer, max: 5 %}\n  - {name: a, metric: cer, max: 5 %}", "the rule of line 2 is called 'a' too")]
    [InlineData("- {name: a, metric: wer, max: 5 %}\n  - {name: b, metric: wer, max: 9 %}", "rule 'b' can never fail before rule 'a' does")]
    [InlineData("[]", "a gate without rules decides nothing")]
    public void Read_WrongRule_SaysWhatWhereAndWhatToDo(string rule, string mentions)
    {
        InputException problem = Assert.Throws<InputException>(() => Read($"rules:\n  {rule}\n"));
        string line = Assert.Single(problem.Problems).Message;
        Assert.Contains(mentions, line, StringComparison.Ordinal);
        Assert.StartsWith("rules.yaml:", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("{text: everyday, until: 2026-01-01, failing: 1-2 %, why: x}", "corpus/utterance")]
    [InlineData("{text: a/b, until: soon, failing: 1-2 %, why: x}", "yyyy-mm-dd")]
    [InlineData("{text: a/b, failing: 1-2 %, why: x}", "a quarantine without an end is a hole")]
    [InlineData("{text: a/b, until: 2026-01-01, failing: 60-20 %, why: x}", "20-60 %")]
    [InlineData("{text: a/b, until: 2026-01-01, failing: 0-200 %, why: x}", "20-60 %")]
    [InlineData("{text: a/b, until: 2026-01-01, failing: 1-2 %}", "a reason")]
    public void Read_WrongQuarantine_SaysWhat(string entry, string mentions)
    {
        InputException problem = Assert.Throws<InputException>(() => Read($"rules:\n  - {{name: a, metric: wer, max: 5 %}}\nquarantine:\n  - {entry}\n"));
        Assert.Contains(mentions, Assert.Single(problem.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralProblems_AreSaidAtOnce()
    {
        InputException problem = Assert.Throws<InputException>(() => Read("alpha: 2\nrules:\n  - {name: a, metric: werr, max: 5 %}\n  - {name: b, metric: wer, max: 5}\n"));
        Assert.Equal(3, problem.Problems.Length);
    }

    [Fact]
    public void Read_NotAMapping_SaysSo() => Assert.Contains("a mapping with rules", Assert.Throws<InputException>(() => Read("- a\n")).Message, StringComparison.Ordinal);

    private static GateRules Read(string text) => GateRulesReader.Read(YamlTree.Parse(text, "rules.yaml"), "rules.yaml");
}
