using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Benchmarks.AudioContexts;

/// <summary>
/// <c>audio-context RECOGNIZER RUN OUT.jsonl [TAKES [PART PARTS]]</c>: hears takes of a run (equally many of each system, chosen by hash) with the whole window of
/// 30 s and with less of it, and says in how many the tokens, the likelihoods and the verdicts are others, and what time is saved. What was heard in the whole
/// window is the run's own; every tenth take is heard so again, for the time it takes. What was heard is kept in OUT, so that it goes on where it was stopped;
/// several processes share the work by parts (PART from 0), and what they wrote can be put into one file.
/// </summary>
internal static class ContextExperiment
{
    private const int DefaultTakes = 240;
    private const int TimedEvery = 10;

    /// <summary>What is compared with the whole window.</summary>
    public static IReadOnlyList<(string Name, AudioContext Context)> Variants { get; } =
    [
        ("whole 30 s", AudioContext.Whole),
        ("sound + 10 s, steps of 5 s (`audio-ctx=auto`)", AudioContext.Auto),
        ("sound + 5 s, at least 20 s", new AudioContext(250, 1000, 250)),
        ("sound + 5 s, at least 10 s, steps of 5 s", new AudioContext(250, 500, 250)),
        ("sound + 1 s", new AudioContext(50, 1, 1)),
    ];

    public static int Run(string[] arguments)
    {
        if (arguments.Length is not (3 or 4 or 6))
        {
            Console.Error.WriteLine("usage: audio-context RECOGNIZER RUN OUT.jsonl [TAKES [PART PARTS]]");
            return 1;
        }

        var run = RunFolder.Open(arguments[1]);
        Take[] takes = Choose([.. run.Takes.Where(t => Whole(t, arguments[0]) is not null)], arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : DefaultTakes);
        List<HeardTake> heard = File.Exists(arguments[2]) ? [.. File.ReadLines(arguments[2]).Select(l => JsonSerializer.Deserialize<HeardTake>(l)!)] : [];
        var engine = new WhisperEngine(new ModelFolders([], Environment.GetEnvironmentVariable));
        using WhisperRecognizer recognizer = engine.Load(arguments[0] + ",audio-ctx=auto", CancellationToken.None);
        RecognizerInfo info = recognizer.Info with { Id = arguments[0], EngineVersion = WhisperRecognizer.Version };
        var done = heard.Select(h => (h.Key, h.Variant)).ToHashSet();
        (int part, int parts) = arguments.Length > 4 ? (int.Parse(arguments[4], CultureInfo.InvariantCulture), int.Parse(arguments[5], CultureInfo.InvariantCulture)) : (0, 1);
        using (StreamWriter output = File.AppendText(arguments[2]))
        {
            // the first sound takes longer: code is compiled, buffers grow
            _ = Hear(recognizer, takes[0], AudioFile.Read(run.AudioPath(takes[0])!), 0);
            foreach ((int take, int variant) in Order(takes.Length))
            {
                if (take % parts != part || !done.Add((takes[take].Key, variant)))
                {
                    continue;
                }

                heard.Add(Hear(recognizer, takes[take], AudioFile.Read(run.AudioPath(takes[take])!), variant));
                output.WriteLine(JsonSerializer.Serialize(heard[^1]));
                output.Flush();
                Console.Error.WriteLine(FormattableString.Invariant($"{Variants[variant].Name}, {take + 1} of {takes.Length}: {takes[take].Key.SystemId} {takes[take].Key.UtteranceId}"));
            }
        }

        Console.WriteLine(ContextTable.Write(run.Info, info, takes, heard));
        return 0;
    }

    /// <summary>What the run heard in the whole window.</summary>
    /// <param name="take">A take of the run.</param>
    /// <param name="recognizer">Id of the recognizer.</param>
    /// <returns>Transcript and evidence for the text; null when the run has not both.</returns>
    public static (Transcript Transcript, TextEvidence Evidence)? Whole(Take take, string recognizer) =>
        take.Recognitions.FirstOrDefault(r => r.RecognizerId == recognizer) is { Transcript: { } transcript } found && found.Evidence.FirstOrDefault(e => e.Text == take.Utterance.Text) is { } evidence
            ? (transcript, evidence)
            : null;

    // takes whose time counts are heard in all variants in turn; of the others one variant after the other, so that a part of the work answers something
    private static IEnumerable<(int Take, int Variant)> Order(int takes)
    {
        IEnumerable<int> timed = Enumerable.Range(0, takes).Where(t => t % TimedEvery == 0), others = Enumerable.Range(0, takes).Where(t => t % TimedEvery != 0);
        return timed.SelectMany(t => Enumerable.Range(0, Variants.Count).Select(v => (t, (v + (t / TimedEvery)) % Variants.Count)))
            .Concat(Enumerable.Range(1, Variants.Count - 1).SelectMany(v => others.Select(t => (t, v))));
    }

    private static Take[] Choose(IEnumerable<Take> takes, int count)
    {
        Take[][] systems = [.. takes.Where(t => t.Synthesis is { AudioSeconds: > 0 and < 30 })
            .GroupBy(t => t.Key.SystemId).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.DistinctBy(t => t.Synthesis!.AudioSha256).OrderBy(t => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(t.Key.ToString()))), StringComparer.Ordinal).ToArray())];
        return [.. Enumerable.Range(0, systems.Max(s => s.Length)).SelectMany(i => systems.Where(s => i < s.Length).Select(s => s[i])).Take(count)];
    }

    private static HeardTake Hear(WhisperRecognizer recognizer, Take take, Waveform audio, int variant)
    {
        recognizer.Model.Encoder.Context = Variants[variant].Context;
        double start = CpuSeconds();
        Transcript transcript = recognizer.TranscribeAsync(audio, CancellationToken.None).GetAwaiter().GetResult();
        double transcribed = CpuSeconds();
        TextEvidence evidence = recognizer.WeighAsync(audio, transcript, take.Utterance.Text, CancellationToken.None).GetAwaiter().GetResult();
        return new HeardTake(take.Key, variant, audio.DurationSeconds, transcript, evidence, transcribed - start, CpuSeconds() - transcribed);
    }

    private static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
