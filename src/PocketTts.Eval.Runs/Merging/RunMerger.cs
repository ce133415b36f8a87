using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Merging;

/// <summary>Joins the shards of a plan into one run: the same facts as the plan carried out in one piece. Nothing of the parts is changed.</summary>
public static class RunMerger
{
    private const int ToldConflicts = 5;

    /// <summary>Merges runs.</summary>
    /// <param name="folders">Run folders of one plan, two or more.</param>
    /// <param name="output">Folder of the merged run, new or empty.</param>
    /// <param name="withoutTimings">True to accept runs of several computers: then no timing counts.</param>
    /// <param name="scoring">What to score with.</param>
    /// <param name="time">The clock.</param>
    /// <param name="note">Is told what a user should know.</param>
    /// <param name="cancellationToken">Ends the work; the output is then no run.</param>
    /// <returns>The merged run, scored.</returns>
    /// <exception cref="InputException">The runs do not belong together, two of them have different facts of one take, or a folder is wrong.</exception>
    public static RunResult Merge(IReadOnlyList<string> folders, string output, bool withoutTimings, ScoringOptions scoring, TimeProvider time, Action<string> note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(note);
        if (folders.Count < 2)
        {
            throw new InputException("one run cannot be merged", expected: "two run folders or more");
        }

        RunPart[] parts = [.. folders.Select(RunPart.Read)];
        foreach (RunPart part in parts[1..])
        {
            part.ThrowIfForeignTo(parts[0], withoutTimings);
        }

        RunPlan plan = parts[0].Plan with { Shard = null, OutputFolder = output };
        ImmutableArray<PlannedTake> takes = PlanExpander.Expand(plan);
        foreach (RunPart part in parts)
        {
            part.ReadFacts(takes, note, cancellationToken);
        }

        ThrowIfConflicting(parts, takes);
        using var claim = RunFolderClaim.Take(output);
        if (claim.HoldsRun)
        {
            throw new InputException("the folder holds a run", output, field: "--out", expected: "a new or empty folder");
        }

        try
        {
            return Write(claim.Folder, plan, takes, parts, withoutTimings, scoring, time, note, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw RunFolderClaim.Unwritable(output, problem);
        }
    }

    private static RunResult Write(
        string folder, RunPlan plan, ImmutableArray<PlannedTake> takes, RunPart[] parts, bool withoutTimings, ScoringOptions scoring, TimeProvider time, Action<string> note, CancellationToken cancellationToken)
    {
        RunInfo first = parts[0].Info;
        var facts = new RunFacts(takes, first);
        using (var journal = new JournalWriter(Path.Combine(folder, RunFolder.JournalFileName), time))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (RunPart part in parts)
            {
                foreach (JournalEntry entry in part.Entries())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (seen.Add(IdentityOf(entry)))
                    {
                        JournalEntry kept = withoutTimings && entry is SynthesizedEntry spoken ? spoken with { Synthesis = spoken.Synthesis with { IsTimingEligible = false } } : entry;
                        facts.Add(kept, journal.Append(kept));
                    }
                }
            }
        }

        CopyAudio(folder, facts, parts, note, cancellationToken);
        ImmutableArray<Take> all = facts.ToTakes();
        RunInfo info = first with
        {
            Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
            CreatedUtc = parts.Min(p => p.Info.CreatedUtc),
            Status = StatusOf(all, first.Recognizers.Length),
        };
        int missing = all.Count(t => t.IsMissing);
        if (missing > 0)
        {
            note(FormattableString.Invariant($"{missing} of {all.Length} takes are in none of the runs"));
        }

        // last: before it the folder is no run
        RunDocument.Write(folder, info, RunDocument.WriteCorpora(folder, plan));
        return TakeScorer.Score(info, all, scoring);
    }

    // a copy of a part merged again, or two merges of the same parts, hold equal lines
    private static string IdentityOf(JournalEntry entry) => entry switch
    {
        TranscriptEntry transcript => $"t {transcript.Key} {transcript.Attempt}",
        EvidenceEntry evidence => $"e {evidence.Key} {evidence.Attempt}",
        TakeEntry take => $"s {take.Take} {take.Key} {take.Attempt} {take.GetType().Name}",
        _ => JsonSerializer.Serialize(entry, RunJson.Context.JournalEntry),
    };

    private static RunStatus StatusOf(ImmutableArray<Take> takes, int recognizers) =>
        takes.Any(t => t.IsMissing || (t.Synthesis is not null && t.Recognitions.Length < recognizers)) ? RunStatus.Cancelled
        : takes.Any(t => t.SynthesisFailure is not null || t.Recognitions.Any(r => r.Failure is not null)) ? RunStatus.CompletedWithFailures
        : RunStatus.Completed;

    private static void CopyAudio(string folder, RunFacts facts, RunPart[] parts, Action<string> note, CancellationToken cancellationToken)
    {
        var target = new AudioStore(folder);
        int lost = 0;
        foreach (string sha256 in Enumerable.Range(0, facts.Takes.Length).Select(facts.Sound).OfType<SoundHead>().Select(s => s.AudioSha256).Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? source = parts.Select(p => new AudioStore(p.Folder).PathOf(sha256)).FirstOrDefault(File.Exists);
            if (source is null)
            {
                lost++;
                continue;
            }

            target.Import(sha256, source);
        }

        if (lost > 0)
        {
            note(FormattableString.Invariant($"{lost} sounds are in none of the runs; their takes keep their transcripts"));
        }
    }

    private static void ThrowIfConflicting(RunPart[] parts, ImmutableArray<PlannedTake> takes)
    {
        var problems = new List<InputException>();
        using var lines = new JournalLookup();
        int count = 0;
        for (int i = 0; i < takes.Length; i++)
        {
            (RunPart Part, JournalPlace? Place)[] known = [.. parts.Select(p => (p, p.Facts.Place(i))).Where(r => r.Item2 is not null)];
            if (known.Length < 2)
            {
                continue;
            }

            (RunPart Part, TakeEntry Entry)[] rows = [.. known.Select(k => (k.Part, (TakeEntry)lines.Read(k.Place!.Value)))];
            (RunPart Part, TakeEntry Entry) other = rows.FirstOrDefault(r => !AreEqual(r.Entry, rows[0].Entry));
            if (other.Part is not null && ++count <= ToldConflicts)
            {
                problems.Add(new InputException(
                    $"two runs have different facts of one take ({Name(takes[i].Key)}): {rows[0].Part.Folder} has {Describe(rows[0].Entry)}, {other.Part.Folder} has {Describe(other.Entry)}",
                    remedy: "merge runs that share no take"));
            }
        }

        problems.AddRange(TranscriptConflicts(parts));
        if (count > ToldConflicts)
        {
            problems.Add(new InputException(FormattableString.Invariant($"{count - ToldConflicts} more takes conflict")));
        }

        if (problems.Count > 0)
        {
            throw problems.Count == 1 ? problems[0] : new InputException(problems);
        }
    }

    private static IEnumerable<InputException> TranscriptConflicts(RunPart[] parts)
    {
        var known = new Dictionary<(string, string), (RunPart Part, string Heard)>();
        int told = 0;
        foreach (RunPart part in parts)
        {
            foreach (TranscriptEntry entry in part.Entries().OfType<TranscriptEntry>())
            {
                string heard = entry is TranscribedEntry transcribed ? transcribed.Transcript.Text : $"failed: {((TranscriptionFailedEntry)entry).Failure.Reason}";
                (string, string) key = (entry.AudioSha256, entry.Recognizer);
                if (!known.TryGetValue(key, out (RunPart Part, string Heard) earlier) || ReferenceEquals(earlier.Part, part))
                {
                    known[key] = (part, heard);
                }
                else if (earlier.Heard != heard && told++ < ToldConflicts)
                {
                    yield return new InputException(
                        $"two runs heard the sound {entry.AudioSha256[..12]} differently by {entry.Recognizer}: {earlier.Part.Folder} has '{Shorten(earlier.Heard)}', {part.Folder} has '{Shorten(heard)}'");
                }
            }
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private static bool AreEqual(TakeEntry one, TakeEntry other) =>
        JsonSerializer.SerializeToUtf8Bytes(one, RunJson.Context.JournalEntry).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, RunJson.Context.JournalEntry));

    private static string Name(TakeKey take) => FormattableString.Invariant($"{take.SystemId}, {take.Corpus}/{take.UtteranceId}, repeat {take.Repeat + 1}");

    private static string Describe(TakeEntry entry) => entry switch
    {
        SynthesizedEntry spoken => FormattableString.Invariant($"the sound {spoken.Synthesis.AudioSha256[..12]} of {spoken.AtUtc.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}"),
        SynthesisFailedEntry failed => FormattableString.Invariant($"the failure {failed.Failure.Reason} of {failed.AtUtc.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}"),
        _ => "something else",
    };
}
