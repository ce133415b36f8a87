using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Benchmarks.Runs;

/// <summary>A run of any size without sounds, to score: its lines are as long as those of real engines and recognizers.</summary>
internal static class LargeRun
{
    private static readonly string[] s_vocabulary =
    [
        "the", "cat", "station", "closed", "yesterday", "because", "nobody", "had", "seen", "seven", "trains", "leave", "before", "morning", "and", "quiet", "rain", "falls", "over", "harbour",
        "while", "children", "count", "their", "numbers", "again", "slowly", "under", "bright", "windows", "of", "library", "doctor", "asked", "whether", "anyone", "remembered", "ship", "names", "today",
    ];

    /// <summary><c>large-run FOLDER TEXTS REPEATS</c>: writes a run of two systems and one recognizer.</summary>
    public static int Make(string[] arguments)
    {
        if (arguments is not [var folder, var textCount, var repeatCount] || !Number(textCount, out int texts) || !Number(repeatCount, out int repeats))
        {
            Console.Error.WriteLine("usage: large-run FOLDER TEXTS REPEATS");
            return 1;
        }

        var clock = Stopwatch.StartNew();
        var random = new Random(1);
        Utterance[] utterances = [.. Enumerable.Range(0, texts).Select(i => new Utterance(
            string.Create(CultureInfo.InvariantCulture, $"text-{i:d6}"), Sentence(random), "en", [], []))];
        RunInfo info = Info(texts, repeats);
        Directory.CreateDirectory(folder);
        RunPlan plan = Plan(folder, utterances, repeats);
        RunDocument.Write(folder, info, RunDocument.WriteCorpora(folder, plan));
        int count = 0;
        string path = Path.Combine(folder, RunFolder.JournalFileName);
        File.Delete(path);
        using (var journal = new JournalWriter(path, TimeProvider.System))
        {
            ImmutableArray<PlannedTake> takes = PlanExpander.Expand(plan);
            foreach (PlannedTake take in takes)
            {
                Write(journal, info, take, random);
                count++;
            }
        }

        Console.WriteLine(FormattableString.Invariant($"{count} takes, journal {new FileInfo(path).Length / 1e9:F2} GB, made in {clock.Elapsed.TotalSeconds:F0} s"));
        return 0;
    }

    /// <summary><c>peak PROGRAM ARGUMENT…</c>: runs a command line; tells how long it took and the largest memory of its process.</summary>
    public static int Peak(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: peak PROGRAM ARGUMENT…");
            return 1;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(arguments[0], arguments[1..]))!;
        long peak = MemoryWatch.UntilEnd(process, 100);
        Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:F1} s, at most {peak / 1e6:F0} MB, exit code {process.ExitCode}"));
        return 0;
    }

    private static void Write(JournalWriter journal, RunInfo info, PlannedTake take, Random random)
    {
        SynthesizerInfo system = info.Systems[take.SystemIndex].Info!;
        RecognizerInfo recognizer = info.Recognizers[0];
        DateTimeOffset at = DateTimeOffset.UnixEpoch.AddDays(20_000);
        var key = string.Create(CultureInfo.InvariantCulture, $"{take.Key}");
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        string takeKey = ContentKey.ForTake(system, take.Key.Corpus, take.Utterance, take.Seed, take.Key.Repeat);
        if (random.Next(1000) == 0)
        {
            journal.Append(new SynthesisFailedEntry { Take = take.Key, Key = takeKey, Attempt = 1, Seed = take.Seed, AtUtc = at, Failure = new TakeFailure(TakeFailure.Synthesize, "time-out", "cancelled after 61 s") });
            return;
        }

        string[] words = take.Utterance.Text.TrimEnd('.').Split(' ');
        double seconds = words.Length * 0.35;
        journal.Append(new SynthesizedEntry { Take = take.Key, Key = takeKey, Attempt = 1, Seed = take.Seed, AtUtc = at, Synthesis = Facts(sha256, seconds, random) });
        string[] heard = [.. words.Where(_ => random.Next(200) > 0).Select(w => random.Next(100) == 0 ? s_vocabulary[random.Next(s_vocabulary.Length)] : w)];
        journal.Append(new TranscribedEntry
        {
            AudioSha256 = sha256, Recognizer = recognizer.Id, Key = ContentKey.ForTranscript(recognizer, sha256), Attempt = 1, WallSeconds = 0.7, AtUtc = at, Transcript = Heard(heard, random),
        });
        journal.Append(new EvidenceEntry
        {
            AudioSha256 = sha256, Recognizer = recognizer.Id, Key = ContentKey.ForEvidence(recognizer, sha256, take.Utterance.Text), Attempt = 1, WallSeconds = 0.3, AtUtc = at,
            Text = take.Utterance.Text, Evidence = Weighed(take.Utterance.Text, words, random), Failure = null,
        });
    }

    private static SynthesisFacts Facts(string sha256, double seconds, Random random) => new()
    {
        AudioSha256 = sha256, SampleRateHz = 24_000, AudioSeconds = seconds, WallSeconds = seconds * (0.3 + (random.NextDouble() / 10)), CpuSeconds = seconds * .6, FirstAudioSeconds = 0.1 + (random.NextDouble() / 10),
        IsTimingEligible = true, Peak = random.NextDouble(), LevelDbfs = -20 - random.NextDouble(), ProcessMemoryBytes = 500_000_000 + random.Next(1000), ProcessPeakMemoryBytes = 600_000_000, UnitCount = 80,
        Phonemes = "ðə kˈæt stˈeɪʃən klˈoʊzd jˈɛstɚdeɪ bɪkˈʌz nˈoʊbɑːdi hæd sˈiːn",
        Audio = new AudioFacts
        {
            LeadingSilenceSeconds = random.NextDouble() / 5, TrailingSilenceSeconds = random.NextDouble() / 5, SpeechSeconds = seconds * .8, InnerSilenceSeconds = random.NextDouble() / 3,
            Pauses = [new AudioStretch(seconds / 2, 0.3 + (random.NextDouble() / 10))], DropoutCount = 0, ClickCount = 0, ClippedSampleCount = 0, DcOffset = random.NextDouble() / 1e5,
            IntegratedLufs = -20 - random.NextDouble(), SpeechLevelDbfs = -19 - random.NextDouble(), EndLevel10MsDbfs = -60 - random.NextDouble(), EndLevel50MsDbfs = -58 - random.NextDouble(),
        },
    };

    private static Transcript Heard(string[] words, Random random) => new()
    {
        Text = string.Join(' ', words),
        Words = [.. words.Select((w, i) => new TranscriptWord(w, i * 0.35, (i * 0.35) + 0.3 + (random.NextDouble() / 50), random.NextDouble()))],
        Tokens = [.. words.SelectMany(_ => Enumerable.Range(0, 1 + (random.Next(3) / 2)), (_, _) => new TranscriptToken(random.Next(50_000), -random.NextDouble()))],
        AverageLogProbability = -random.NextDouble(), NoSpeechProbability = random.NextDouble() / 100, CompressionRatio = 1.1, Language = "en",
    };

    private static TextEvidence Weighed(string text, string[] words, Random random)
    {
        var weighed = ImmutableArray.CreateBuilder<WordEvidence>(words.Length);
        int start = 0;
        foreach (string word in words)
        {
            weighed.Add(new WordEvidence(new TextSpan(start, start + word.Length), -random.NextDouble(), start * 0.05, (start + word.Length) * 0.05, -8 - random.NextDouble(), -9 - random.NextDouble(), true));
            start += word.Length + 1;
        }

        return new TextEvidence(text, -3 - random.NextDouble(), -3 - random.NextDouble(), weighed.ToImmutable());
    }

    private static string Sentence(Random random) => string.Join(' ', Enumerable.Range(0, 8 + random.Next(8)).Select(_ => s_vocabulary[random.Next(s_vocabulary.Length)])) + ".";

    private static RunPlan Plan(string folder, Utterance[] utterances, int repeats) => new()
    {
        Systems = [.. new[] { "a", "b" }.Select(voice => SystemSpec.Parse($"made-up:{voice}"))],
        Corpora = [new PlannedCorpus(new Corpus("made-up", "made up", "en", "CC0-1.0", new string('0', 64), [.. utterances]), [.. utterances])],
        Repeats = repeats,
        Recognizers = ["ear"],
        Seed = 1,
        OutputFolder = folder,
    };

    private static RunInfo Info(int texts, int repeats) => new()
    {
        SchemaVersion = RunDocument.SchemaVersion, Name = "large", CreatedUtc = DateTimeOffset.UnixEpoch.AddDays(20_000), Status = RunStatus.CompletedWithFailures, ToolVersion = "0",
        Machine = new MachineRecord { UsableCpuCount = 1, OperatingSystem = "any", Architecture = "X64", Runtime = "any", Fingerprint = "000000000000" },
        Systems = [.. new[] { "a", "b" }.Select(voice => new RunSystem($"made-up:{voice}", $"made-up:{voice}", new SynthesizerInfo
        {
            Engine = "made-up", EngineVersion = "1", Voice = voice, SampleRateHz = 24_000, IsDeterministic = false, UsesSeed = true, ThreadCount = 1,
        }, null))],
        Recognizers = [new RecognizerInfo { Id = "ear", Engine = "made-up", EngineVersion = "1", EvidenceVersion = "1" }],
        Corpora = [new RunCorpus("made-up", new string('0', 64), texts, texts)],
        Repeats = repeats,
        Seed = 1,
        Normalizer = TakeScorer.Normalizer,
    };

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
