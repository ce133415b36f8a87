using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Catalog;

/// <summary>How fast systems and recognizers were in earlier runs on one computer.</summary>
internal sealed class RunHistory
{
    // the latest runs say most; a forecast is not worth reading gigabytes
    private const int MaximumRuns = 20;
    private const long MaximumJournalBytes = 64 << 20;

    private readonly Dictionary<string, SystemHistory> _systems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Wall, double Audio)> _recognizers = new(StringComparer.Ordinal);

    /// <summary>Runs that were read.</summary>
    public int Runs { get; private set; }

    /// <summary>Reads runs.</summary>
    /// <param name="folders">Run folders; the latest changed are read, damaged ones are left out.</param>
    /// <param name="fingerprint">Only runs of this computer count.</param>
    public static RunHistory Read(IEnumerable<string> folders, string fingerprint)
    {
        var history = new RunHistory();
        foreach (string folder in folders.OrderByDescending(f => File.GetLastWriteTimeUtc(Path.Combine(f, RunFolder.RunFileName))).Take(MaximumRuns))
        {
            try
            {
                history.Add(folder, fingerprint);
            }
            catch (Exception problem) when (problem is InputException or IOException or UnauthorizedAccessException)
            {
                // a forecast does without
            }
        }

        return history;
    }

    /// <summary>What is known of a system, or of another one of its engine.</summary>
    public SystemHistory? Find(SystemSpec spec, out bool isSame)
    {
        isSame = _systems.TryGetValue(spec.Canonical(), out SystemHistory? known);
        return known ?? _systems.Values.Where(s => s.Engine == spec.Engine).OrderByDescending(s => s.Takes).FirstOrDefault();
    }

    /// <summary>Time of one recognizer instance for a second of sound, evidence included; null when it was never at work.</summary>
    public double? TranscriptionSecondsPerAudioSecond(string recognizer) =>
        _recognizers.TryGetValue(recognizer, out (double Wall, double Audio) known) && known.Audio > 0 ? known.Wall / known.Audio : null;

    private void Add(string folder, string fingerprint)
    {
        (RunInfo info, RunPlan plan) = RunDocument.Read(folder);
        if (info.Machine.Fingerprint != fingerprint || Directory.GetFiles(folder, JournalReader.Pattern).Sum(f => new FileInfo(f).Length) > MaximumJournalBytes)
        {
            return;
        }

        Runs++;
        var lengths = plan.Corpora.SelectMany(c => c.Used, (c, u) => (c.Corpus.Name, u)).ToDictionary(u => (u.Name, u.u.Id), u => u.u.Text.Length);
        var sounds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JournalEntry entry in JournalReader.ReadAll(folder, _ => { }))
        {
            switch (entry)
            {
                case SynthesizedEntry { Synthesis: { } facts } spoken:
                    sounds[facts.AudioSha256] = facts.AudioSeconds;
                    RunSystem? system = info.Systems.FirstOrDefault(s => s.Id == spoken.Take.SystemId);
                    if (system?.Info is not null && facts is { IsTimingEligible: true, WallSeconds: { } wall } && lengths.TryGetValue((spoken.Take.Corpus, spoken.Take.UtteranceId), out int length))
                    {
                        if (!_systems.TryGetValue(system.Spec, out SystemHistory? known))
                        {
                            _systems.Add(system.Spec, known = new SystemHistory(system.Info.Engine, system.Info.SampleRateHz, system.Info.IsDeterministic));
                        }

                        known.Add(length, wall, facts.AudioSeconds);
                    }

                    break;
                case TranscribedEntry { WallSeconds: { } hearing } heard when sounds.TryGetValue(heard.AudioSha256, out double seconds):
                    (double Wall, double Audio) sum = _recognizers.GetValueOrDefault(heard.Recognizer);
                    _recognizers[heard.Recognizer] = (sum.Wall + hearing, sum.Audio + seconds);
                    break;
                case EvidenceEntry { WallSeconds: { } weighing } weighed:
                    (double Wall, double Audio) both = _recognizers.GetValueOrDefault(weighed.Recognizer);
                    _recognizers[weighed.Recognizer] = (both.Wall + weighing, both.Audio);
                    break;
            }
        }
    }
}

/// <summary>Sums over the timed takes of a system.</summary>
internal sealed class SystemHistory(string engine, int sampleRateHz, bool isDeterministic)
{
    private double _characters;
    private double _wallSeconds;
    private double _audioSeconds;

    public string Engine => engine;

    public int SampleRateHz => sampleRateHz;

    public bool IsDeterministic => isDeterministic;

    public int Takes { get; private set; }

    public double WallSecondsPerCharacter => _wallSeconds / _characters;

    public double AudioSecondsPerCharacter => _audioSeconds / _characters;

    public void Add(int characters, double wallSeconds, double audioSeconds)
    {
        Takes++;
        _characters += characters;
        _wallSeconds += wallSeconds;
        _audioSeconds += audioSeconds;
    }
}
