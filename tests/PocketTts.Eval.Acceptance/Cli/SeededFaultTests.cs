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
        int mixed = 0;
        ILookup<(string, string), Dictionary<string, string>> words = Read("words.csv").ToLookup(w => (w["utterance"], w["repeat"]));
        foreach (Dictionary<string, string> take in Read("takes.csv"))
        {
            var request = new SynthesisRequest(take["text"], null, long.Parse(take["seed"], CultureInfo.InvariantCulture), int.Parse(take["repeat"], CultureInfo.InvariantCulture));
            LoopbackPlan plan = LoopbackFaults.Plan(options, request);
            bool[] isMixed = MixedRuns(plan);
            string[] ofTake = [.. Expect(plan, isMixed).Distinct().Order(StringComparer.Ordinal)];
            faults += plan.Words.Count(w => w.Fault != LoopbackWordFault.None);
            mixed += plan.Words.Where((w, i) => w.Fault != LoopbackWordFault.None && isMixed[i]).Count();
            expected.Add($"{take["utterance"]} {take["repeat"]}: {string.Join(", ", ofTake)}");
            IEnumerable<string> ofWords = words[(take["utterance"], take["repeat"])].Where(w => w["verdict"] != "said").Select(w => Describe(w, isMixed));
            found.Add($"{take["utterance"]} {take["repeat"]}: {string.Join(", ", ofWords.Distinct().Order(StringComparer.Ordinal))}");
            Assert.Equal(string.Empty, take["faults"]);
        }

        Assert.Equal(expected, found);
        Assert.InRange(faults, 150, 600);
        Assert.True(mixed * 10 < faults, $"{mixed} of {faults} faults stand in mixed runs");
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

    // A word lost in one run of faults with one said again, or one that nobody wrote, leaves another word in its place: nobody can tell which fault it was,
    // only where. Such runs must be found in place; all others exactly.
    private static bool[] MixedRuns(LoopbackPlan plan)
    {
        bool[] isMixed = new bool[plan.Words.Length + 1];
        for (int first = 0; first < plan.Words.Length; first++)
        {
            int end = first;
            while (end < plan.Words.Length && plan.Words[end].Fault != LoopbackWordFault.None)
            {
                end++;
            }

            LoopbackWordFault[] run = [.. plan.Words[first..end].Select(w => w.Fault)];
            if (run.Contains(LoopbackWordFault.Skip) && (run.Contains(LoopbackWordFault.Repeat) || run.Contains(LoopbackWordFault.Insert)))
            {
                isMixed.AsSpan(first, end - first + 1).Fill(true);
            }

            first = end;
        }

        return isMixed;
    }

    private static IEnumerable<string> Expect(LoopbackPlan plan, bool[] isMixed)
    {
        for (int i = 0; i < plan.Words.Length; i++)
        {
            LoopbackWordFault fault = plan.Words[i].Fault;
            if (fault != LoopbackWordFault.None)
            {
                yield return isMixed[i] ? Invariant($"mixed {FirstOf(isMixed, i)}") : fault switch
                {
                    LoopbackWordFault.Skip => Invariant($"skipped {i}"),
                    LoopbackWordFault.Mangle => Invariant($"mangled {i}"),
                    LoopbackWordFault.Repeat => Invariant($"repeated {i}"),
                    _ => Invariant($"inserted {i + 1}"),
                };
            }
        }
    }

    private static string Describe(Dictionary<string, string> word, bool[] isMixed)
    {
        int index = int.Parse(word["wordIndex"], CultureInfo.InvariantCulture);
        return isMixed[index] ? Invariant($"mixed {FirstOf(isMixed, index)}") : $"{word["verdict"]} {index}";
    }

    private static int FirstOf(bool[] isMixed, int index)
    {
        while (index > 0 && isMixed[index - 1])
        {
            index--;
        }

        return index;
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
