using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Cache;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>
/// Speaks all missing takes, one after the other in plan order. Unless told otherwise nothing else happens meanwhile: every timing taken here is clean.
/// </summary>
internal sealed class SynthesisStage(RunPlan plan, RunFacts facts, AudioStore audio, JournalWriter journal, TakeCache? cache, TimeProvider time, ProgressTally progress, bool isTimed = true)
{
    /// <summary>Spoken by each system before its first take, untimed and not kept: first calls compile, allocate and fill caches.</summary>
    public const string WarmUpText = "This short sentence warms the engine up.";

    // a terminal's Ctrl-C ends what a worker has started a moment before we hear of it
    private static readonly TimeSpan s_cancelDelay = TimeSpan.FromMilliseconds(100);

    // deaths of each system that are told at once; the journal has them all
    private const int ToldDeaths = 5;

    private readonly int[] _deaths = new int[plan.Systems.Length];

    /// <summary>Speaks the takes that have no entry yet.</summary>
    /// <param name="speakers">The plan's systems, loaded.</param>
    /// <param name="cancellationToken">Ends the work; takes that are done are kept.</param>
    public async Task RunAsync(ImmutableArray<ITakeSpeaker> speakers, CancellationToken cancellationToken)
    {
        progress.StartSynthesis(facts);
        int[] missing = [.. Enumerable.Range(0, facts.Takes.Length).Where(i => facts.State(i) == FactState.Missing)];
        foreach (int system in missing.Where(i => cache?.HasTake(facts.KeyOf(facts.Takes[i])) != true).Select(i => facts.Takes[i].SystemIndex).Distinct().Order().Where(s => !speakers[s].Info.UsesExistingAudio))
        {
            await WarmUpAsync(speakers[system], plan.Systems[system].Id, cancellationToken).ConfigureAwait(false);
        }

        foreach (int index in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeEntry entry = FromCache(index) ?? await FinishAsync(index, speakers[facts.Takes[index].SystemIndex], cancellationToken).ConfigureAwait(false);
            progress.Advance(facts.Takes[index].SystemIndex, entry);
        }
    }

    private async Task WarmUpAsync(ITakeSpeaker speaker, string systemId, CancellationToken cancellationToken)
    {
        long? seed = speaker.Info.UsesSeed ? TakeSeed.Derive(plan.Seed, string.Empty, "warm-up", 0) : null;
        var request = new SynthesisRequest(WarmUpText, Seed: seed);
        for (int i = 0; i < plan.WarmUps; i++)
        {
            if (await speaker.WarmUpAsync(request, plan.Limits.ForSynthesis(WarmUpText), cancellationToken).ConfigureAwait(false) is { } problem)
            {
                // the takes themselves will tell; a failed warm-up costs nothing but a timing
                progress.Note($"{systemId}: the warm-up failed ({problem}); its first take is cold and its timing does not count");
                return;
            }
        }
    }

    private TakeEntry? FromCache(int index)
    {
        string key = facts.KeyOf(facts.Takes[index]);
        if (cache?.FindTake(key) is not { } found)
        {
            return null;
        }

        TakeEntry entry = Spoken(index, found.Facts with { AudioSha256 = audio.Store(found.Wav) });
        facts.Add(entry, journal.Append(entry));
        return entry;
    }

    // Attempts at one take until there is a row.
    private async Task<TakeEntry> FinishAsync(int index, ITakeSpeaker speaker, CancellationToken cancellationToken)
    {
        while (true)
        {
            PlannedTake take = facts.Takes[index];
            long? seed = facts.SeedOf(take);
            var request = new SynthesisRequest(take.Utterance.Text, take.Utterance.Language, seed, take.Key.Repeat, take.Key.Corpus, take.Utterance.Id);
            SpeakOutcome outcome = await speaker.SpeakAsync(request, plan.Limits.ForSynthesis(take.Utterance.Text), cancellationToken).ConfigureAwait(false);
            if (outcome is FailedOutcome { Kind: FailureKind.Death } death)
            {
                await Task.Delay(s_cancelDelay, time, cancellationToken).ConfigureAwait(false);
                TellDeath(take, death);
            }

            TakeEntry entry = ToEntry(outcome, index, take, seed);
            facts.Add(entry, journal.Append(entry));
            if (entry is not RetriedEntry)
            {
                return entry;
            }
        }
    }

    private TakeEntry ToEntry(SpeakOutcome outcome, int index, PlannedTake take, long? seed)
    {
        if (outcome is FailedOutcome failed)
        {
            var failure = new TakeFailure(TakeFailure.Synthesize, failed.Reason, failed.Message);
            int allowed = plan.Limits.Retries(failed.Kind);
            return facts.RetriesInARow(index) < allowed
                ? new RetriedEntry { Take = take.Key, Key = facts.KeyOf(take), Attempt = facts.NextAttempt(index), Seed = seed, Failure = failure, AtUtc = time.GetUtcNow() }
                : new SynthesisFailedEntry { Take = take.Key, Key = facts.KeyOf(take), Attempt = facts.NextAttempt(index), Seed = seed, Failure = failure, AtUtc = time.GetUtcNow() };
        }

        var spoken = (SpokenOutcome)outcome;
        string sha256 = audio.Store(spoken.Wav);
        SynthesisFacts found = spoken.Facts with { AudioSha256 = sha256, IsTimingEligible = spoken.Facts.IsTimingEligible && isTimed };
        cache?.Put(facts.KeyOf(take), found with { Warnings = found.Warnings.RemoveAll(w => w.Code == WorkerSpeaker.RecycledCode) }, spoken.Wav);
        return Spoken(index, found);
    }

    private SynthesizedEntry Spoken(int index, SynthesisFacts found)
    {
        PlannedTake take = facts.Takes[index];
        return new SynthesizedEntry
        {
            Take = take.Key,
            Key = facts.KeyOf(take),
            Attempt = facts.NextAttempt(index),
            Seed = facts.SeedOf(take),
            Synthesis = found with
            {
                Warnings = found.Warnings.AddRange(facts.EarlierFailures(index).Select(f => new TakeWarning("retried", $"an earlier attempt failed ({f.Reason}): {f.Message}"))),
            },
            AtUtc = time.GetUtcNow(),
        };
    }

    private void TellDeath(PlannedTake take, FailedOutcome death)
    {
        int count = ++_deaths[take.SystemIndex];
        if (count <= ToldDeaths)
        {
            progress.Note($"{take.Key.SystemId}: {death.Message} (speaking {take.Key.UtteranceId}, repeat {take.Key.Repeat + 1}); a new one goes on{(count == ToldDeaths ? "; further ones are told in the journal only" : string.Empty)}");
        }
    }
}
