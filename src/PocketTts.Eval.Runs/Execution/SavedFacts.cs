using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>What earlier sessions left: the journal's facts, without takes whose sound was lost or altered behind our back.</summary>
internal static class SavedFacts
{
    // Sounds are handed to the operating system, which writes them to disk within about half a minute; a power loss can take
    // younger ones although the journal names them. Five minutes leave room for slow disks.
    private static readonly TimeSpan s_unsafeAge = TimeSpan.FromMinutes(5);

    // A sound is in its place before the line that names it. Clocks of network shares may be ahead by a little.
    private static readonly TimeSpan s_latestWrite = TimeSpan.FromMinutes(1);

    /// <summary>Reads the journals of a run folder and checks the sounds they name.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="info">Systems and recognizers as loaded.</param>
    /// <param name="wasCutOff">True when the last session neither ended nor was cancelled.</param>
    /// <param name="audio">The sounds.</param>
    /// <param name="progress">Is told what has to be done again.</param>
    public static RunFacts Read(string folder, RunPlan plan, RunInfo info, bool wasCutOff, AudioStore audio, ProgressTally progress)
    {
        var facts = new RunFacts(PlanExpander.Expand(plan), info);
        audio.RemoveLeftovers();
        DateTimeOffset last = DateTimeOffset.MinValue;
        foreach ((JournalHead head, JournalPlace place) in JournalReader.ReadHeads(folder, p => progress.Note($"{p.File}:{p.Line}: {p.Message}; what it held is done again")))
        {
            facts.Add(head, place);
            last = head.AtUtc > last ? head.AtUtc : last;
        }

        if (facts.ForeignEntryCount > 0)
        {
            progress.Note(FormattableString.Invariant($"{facts.ForeignEntryCount} journal lines belong to other takes or contents than this run's and do not count"));
        }

        DateTimeOffset unsafeFrom = wasCutOff && last > DateTimeOffset.MinValue + s_unsafeAge ? last - s_unsafeAge : DateTimeOffset.MaxValue;
        HashSet<AudioKey> lost = FindLostAudio(facts, info.Recognizers.Length, plan.Evidence, unsafeFrom, audio);
        if (lost.Count > 0)
        {
            progress.Note(FormattableString.Invariant($"{lost.Count} stored sounds are gone or altered; {facts.Forget(lost)} takes are spoken again"));
        }

        return facts;
    }

    // Every sound is checked by its size and time, which cost next to nothing; by its hash where it is still to be transcribed or weighed,
    // young, or written to after its last line.
    private static HashSet<AudioKey> FindLostAudio(RunFacts facts, int recognizers, bool withEvidence, DateTimeOffset unsafeFrom, AudioStore audio)
    {
        var lost = new HashSet<AudioKey>();
        var seen = new HashSet<AudioKey>();
        var lastLines = new Dictionary<AudioKey, DateTimeOffset>();
        for (int i = 0; i < facts.Takes.Length; i++)
        {
            if (facts.State(i) == FactState.Done)
            {
                DateTimeOffset known = lastLines.GetValueOrDefault(facts.Audio(i));
                lastLines[facts.Audio(i)] = facts.At(i) > known ? facts.At(i) : known;
            }
        }

        for (int i = 0; i < facts.Takes.Length; i++)
        {
            if (facts.State(i) == FactState.Done && seen.Add(facts.Audio(i)))
            {
                AudioKey key = facts.Audio(i);
                SoundHead sound = facts.Sound(i)!;
                DateTimeOffset line = lastLines[key];
                bool isHashed = line >= unsafeFrom
                    || audio.WrittenUtc(sound.AudioSha256) > line + s_latestWrite
                    || Enumerable.Range(0, recognizers).Any(r => facts.Transcript(key, r) != FactState.Done
                        || (withEvidence && !facts.TextsToWeigh(key, RunFacts.ReferenceTexts(facts.Takes[i].Utterance), r).IsEmpty));
                if (!audio.IsPresent(sound) || (isHashed && !audio.IsIntact(sound.AudioSha256)))
                {
                    lost.Add(key);
                }
            }
        }

        return lost;
    }
}
