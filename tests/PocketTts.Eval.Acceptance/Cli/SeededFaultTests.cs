using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>A run whose faults are known word by word: all of them are reported, and nothing else.</summary>
public sealed class SeededFaultTests : IDisposable
{
    private const string Spec = "skip=0.03,mangle=0.03,repeat=0.02,insert=0.02";

    private static readonly string[] s_words =
        ("river stone window garden market silver letter carpet bridge summer winter yellow orange pocket button kettle candle hammer ladder mirror "
        + "basket bottle blanket cabin desert engine farmer glacier harbor island jacket kitchen lemon meadow needle oven paper quilt rabbit saddle "
        + "table uncle valley wagon a the on of and to").Split(' ');

    private readonly CliProcess _cli = new();

    public SeededFaultTests()
    {
        // whatever models are at hand, words sound as their letters say
        _cli.Environment["POCKET_EVAL_MODELS"] = null;
        _cli.Environment["XDG_CACHE_HOME"] = _cli.Folder;
    }

    [Fact]
    public async Task Run_WordFaults_ReportsExactlyThose()
    {
        _cli.Write("texts.txt", Texts(80));

        CliResult result = await _cli.RunAsync("run", "--system", "s=loopback:" + Spec, "--recognizer", "loopback", "--corpus", "texts.txt", "--repeats", "3", "--in-process", "--out", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        LoopbackOptions options = LoopbackOptions.Parse(SystemSpec.Parse("loopback:" + Spec));
        var expected = new List<string>();
        var found = new List<string>();
        int faults = 0;
        foreach (Dictionary<string, string> take in Read("takes.csv"))
        {
            var request = new SynthesisRequest(take["text"], null, long.Parse(take["seed"], CultureInfo.InvariantCulture), int.Parse(take["repeat"], CultureInfo.InvariantCulture));
            string[] ofTake = [.. Expect(LoopbackFaults.Plan(options, request)).Order(StringComparer.Ordinal)];
            faults += ofTake.Length;
            expected.Add($"{take["utterance"]} {take["repeat"]}: {string.Join(", ", ofTake)}");
            Assert.Equal(string.Empty, take["faults"]);
        }

        foreach (var take in Read("words.csv").GroupBy(w => (w["utterance"], w["repeat"])))
        {
            found.Add($"{take.Key.Item1} {take.Key.Item2}: {string.Join(", ", take.Where(w => w["verdict"] != "said").Select(w => $"{w["verdict"]} {w["wordIndex"]}").Order(StringComparer.Ordinal))}");
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.InRange(faults, 150, 600);
    }

    [Fact]
    public async Task Run_TruncatedTakes_AreTruncatedAndNothingElse()
    {
        _cli.Write("texts.txt", Texts(30));

        CliResult result = await _cli.RunAsync(
            "run", "--system", "whole=loopback", "--system", "cut=loopback:truncate=1", "--recognizer", "loopback", "--corpus", "texts.txt", "--repeats", "1", "--in-process", "--out", "r");

        Assert.True(result.ExitCode == 0, result.Error);
        var words = Read("words.csv").ToLookup(w => (w["system"], w["utterance"]));
        foreach (Dictionary<string, string> take in Read("takes.csv"))
        {
            string verdicts = string.Concat(words[(take["system"], take["utterance"])].Select(w => w["verdict"] switch { "said" => '.', "skipped" => 'k', "mangled" or "replaced" => 'm', _ => '?' }));
            if (take["system"] == "whole")
            {
                Assert.Equal(("clean", string.Empty), (take["severity"], take["faults"]));
                Assert.DoesNotMatch("[^.]", verdicts);
                continue;
            }

            // said to a point, one word cut at most, the rest lost
            Assert.Matches(@"^\.*m?k+$|^\.*m$", verdicts);
            Assert.StartsWith("truncated (", take["faults"], StringComparison.Ordinal);
            Assert.DoesNotContain(" | ", take["faults"], StringComparison.Ordinal);
        }
    }

    public void Dispose() => _cli.Dispose();

    // what a listener can tell: a word lost beside one said again or one that nobody wrote is a word with another in its place
    private static IEnumerable<string> Expect(LoopbackPlan plan)
    {
        LoopbackWordFault[] faults = [.. plan.Words.Select(w => w.Fault)];
        for (int i = 0; i < faults.Length; i++)
        {
            bool isReplaced = i > 0 && faults[i] == LoopbackWordFault.Skip && faults[i - 1] is LoopbackWordFault.Repeat or LoopbackWordFault.Insert;
            bool isReplacedByNext = i + 1 < faults.Length && faults[i] == LoopbackWordFault.Skip && faults[i + 1] == LoopbackWordFault.Repeat;
            if (isReplaced || isReplacedByNext)
            {
                yield return Invariant($"replaced {i}");
                faults[isReplaced ? i - 1 : i + 1] = LoopbackWordFault.None;
                continue;
            }

            bool isTaken = i + 1 < faults.Length && faults[i + 1] == LoopbackWordFault.Skip && faults[i] is LoopbackWordFault.Repeat or LoopbackWordFault.Insert;
            switch (faults[i])
            {
                case LoopbackWordFault.Skip:
                    yield return Invariant($"skipped {i}");
                    break;
                case LoopbackWordFault.Mangle:
                    yield return Invariant($"mangled {i}");
                    break;
                case LoopbackWordFault.Repeat when !isTaken:
                    yield return Invariant($"repeated {i}");
                    break;
                case LoopbackWordFault.Insert when !isTaken:
                    yield return Invariant($"inserted {i + 1}");
                    break;
                default:
                    break;
            }
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // texts of 8 to 14 words, no word beside itself
    private static string Texts(int count)
    {
        var page = new StringBuilder();
        uint state = 1;
        for (int t = 0; t < count; t++)
        {
            int last = -1;
            int words = 8 + (t % 7);
            for (int i = 0; i < words; i++)
            {
                int next;
                do
                {
                    state = (state * 1664525) + 1013904223;
                    next = (int)((state >> 8) % (uint)s_words.Length);
                }
                while (next == last);

                last = next;
                string word = s_words[next];
                page.Append(i == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word).Append(i == words - 1 ? ".\n" : i == 4 ? ", " : " ");
            }
        }

        return page.ToString();
    }

    private List<Dictionary<string, string>> Read(string file)
    {
        using CsvReader reader = CsvReader.FromText(File.ReadAllText(Path.Combine(_cli.Folder, "r", file)));
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(reader.Headers!.ToDictionary(h => h, h => reader.GetString(h)));
        }

        return rows;
    }
}
