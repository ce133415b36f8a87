using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Catalog;

/// <summary>Foretells how long a plan takes and how much disk it needs.</summary>
public static class PlanForecaster
{
    // English speech has about 15 characters a second
    private const double GuessedSecondsPerCharacter = 1 / 15.0;
    private const int GuessedSampleRateHz = 24_000;
    private const int BytesPerSample = 2;

    // a synthesized and a transcribed line of a sentence, without and with tokens and evidence
    private const int JournalBytesPerTake = 1_000;
    private const int JournalBytesPerTranscript = 6_000;

    /// <summary>Foretells.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="machine">This computer; only runs with its fingerprint count.</param>
    /// <param name="runFolders">Earlier runs.</param>
    /// <returns>The forecast.</returns>
    public static PlanForecast Forecast(RunPlan plan, MachineRecord machine, IEnumerable<string> runFolders)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(runFolders);
        RunHistory history = RunHistory.Read(runFolders, machine.Fingerprint);
        Utterance[] utterances = [.. plan.Corpora.SelectMany(c => c.Used).Where((_, place) => plan.Shard?.Holds(place) ?? true)];
        int takes = utterances.Sum(plan.RepeatsOf);
        long characters = utterances.Sum(u => (long)u.Text.Length * plan.RepeatsOf(u));
        long distinctCharacters = utterances.Sum(u => (long)u.Text.Length);
        var systems = new List<SystemForecast>();
        double soundSeconds = 0, distinctSeconds = 0, soundBytes = 0;
        foreach (SystemSpec spec in plan.Systems)
        {
            SystemHistory? known = history.Find(spec, out bool isSame);
            double secondsPerCharacter = known?.AudioSecondsPerCharacter ?? GuessedSecondsPerCharacter;
            double audio = characters * secondsPerCharacter;
            systems.Add(new SystemForecast(spec.Id, takes, characters, known?.Takes ?? 0, isSame, known is null ? null : characters * known.WallSecondsPerCharacter, audio));
            double distinct = known is { IsDeterministic: true } ? distinctCharacters * secondsPerCharacter : audio;
            soundSeconds += audio;
            distinctSeconds += distinct;
            soundBytes += distinct * BytesPerSample * (known?.SampleRateHz ?? GuessedSampleRateHz);
        }

        double share = soundSeconds > 0 ? distinctSeconds / soundSeconds : 1;
        double?[] listening = [.. plan.Recognizers.Select(r => history.TranscriptionSecondsPerAudioSecond(r) * distinctSeconds / machine.UsableCpuCount)];
        return new PlanForecast
        {
            Systems = [.. systems],
            SynthesisSeconds = systems.All(s => s.WallSeconds is not null) ? systems.Sum(s => s.WallSeconds) : null,
            TranscriptionSeconds = listening.All(s => s is not null) ? listening.Sum() : null,
            DiskBytes = (long)(soundBytes + (plan.TakeCount * (JournalBytesPerTake + (share * JournalBytesPerTranscript * plan.Recognizers.Length)))),
            EarlierRuns = history.Runs,
        };
    }
}
