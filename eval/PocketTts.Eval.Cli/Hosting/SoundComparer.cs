using System.Collections.Immutable;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Compares the sounds that runs on different computers made of the same takes.</summary>
internal static class SoundComparer
{
    /// <summary>Compares each pair of runs with different fingerprints, system by system.</summary>
    /// <param name="runs">Runs with their scores.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ImmutableArray<SoundDifference> Compare(IReadOnlyList<(RunFolder Run, RunResult Result)> runs, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<SoundDifference>();
        for (int i = 0; i < runs.Count; i++)
        {
            for (int j = i + 1; j < runs.Count; j++)
            {
                if (runs[i].Run.Info.Machine.Fingerprint != runs[j].Run.Info.Machine.Fingerprint)
                {
                    found.AddRange(runs[i].Run.Info.Systems
                        .Join(runs[j].Run.Info.Systems, Identity, Identity, (a, b) => Compare(a.Id, runs[i], b.Id, runs[j], cancellationToken))
                        .Where(d => d.CommonTakes > 0));
                }
            }
        }

        return found.ToImmutable();
    }

    private static string Identity(RunSystem system) => system.Info is not { } info
        ? $"not loaded {system.Id}"
        : string.Join('\n', [info.Engine, info.EngineVersion, info.Voice, $"{info.ThreadCount}", .. info.Settings.Select(s => $"{s.Key}={s.Value}"), .. info.Files.Select(f => f.Sha256).Order(StringComparer.Ordinal)]);

    private static SoundDifference Compare(string firstId, (RunFolder Run, RunResult Result) first, string secondId, (RunFolder Run, RunResult Result) second, CancellationToken cancellationToken)
    {
        Dictionary<(string, string, string?, long?, int), ScoredTake> others = second.Result.Takes.Where(t => t.Take.Key.SystemId == secondId && t.Take.Synthesis is not null).ToDictionary(Key);
        int common = 0, equal = 0, otherVerdicts = 0, judged = 0;
        var distances = new List<double>();
        foreach (ScoredTake take in first.Result.Takes.Where(t => t.Take.Key.SystemId == firstId && t.Take.Synthesis is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!others.TryGetValue(Key(take), out ScoredTake? other))
            {
                continue;
            }

            common++;
            if (take.Take.Synthesis!.AudioSha256 == other.Take.Synthesis!.AudioSha256)
            {
                equal++;
            }
            else if (Sound(first.Run, take) is { } a && Sound(second.Run, other) is { } b)
            {
                distances.Add(SpectralDistance.Decibels(a, b));
            }

            if (take.Scores.Length > 0 && other.Scores.Length > 0)
            {
                judged++;
                otherVerdicts += Said(take) == Said(other) ? 0 : 1;
            }
        }

        distances.Sort();
        return new SoundDifference(
            firstId,
            first.Run.Info.Machine.Fingerprint,
            second.Run.Info.Machine.Fingerprint,
            common,
            equal,
            distances.Count == 0 ? null : Quantiles.Median([.. distances]),
            distances.Count == 0 ? null : distances[^1],
            otherVerdicts,
            judged);
    }

    private static (string, string, string?, long?, int) Key(ScoredTake take) => (take.Take.Key.Corpus, take.Take.Key.UtteranceId, take.Take.Utterance.Text, take.Take.Seed, take.Take.Key.Repeat);

    private static string Said(ScoredTake take) =>
        $"{take.Scores[0].Verdict.Severity} {string.Join(' ', take.Scores[0].Verdict.Faults.Select(f => f.Kind))} {string.Join(' ', take.Scores[0].Verdict.Words.Where(w => w.IsFault).Select(w => $"{w.WordIndex}{w.Kind}"))}";

    private static Waveform? Sound(RunFolder run, ScoredTake take) => run.AudioPath(take.Take) is { } path && File.Exists(path) ? AudioFile.ReadTake(path) : null;
}
