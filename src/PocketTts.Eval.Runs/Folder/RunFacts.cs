using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>
/// What is known of the takes of a plan: the planned takes and, for each, the entry that counts. An entry counts when its
/// content key is the one the plan asks for; of several the highest attempt counts, of equal attempts the later one.
/// </summary>
internal sealed class RunFacts
{
    private const int MostTexts = 4;

    private readonly ImmutableArray<SynthesizerInfo?> _systems;
    private readonly ImmutableArray<RecognizerInfo> _recognizers;
    private readonly Dictionary<TakeKey, int> _indexes;
    private readonly Dictionary<string, int> _recognizerIndexes;
    private readonly TakeEntry?[] _entries;
    private readonly int[] _attempts;
    private readonly Dictionary<int, FailureHistory> _histories = [];
    private readonly Dictionary<(string AudioSha256, int Recognizer), TranscriptEntry> _transcripts = [];
    private readonly Dictionary<(string AudioSha256, int Recognizer, string Text), EvidenceEntry> _evidence = [];
    private readonly Dictionary<(string AudioSha256, int Recognizer), List<string>> _weighed = [];

    /// <summary>Starts without facts.</summary>
    /// <param name="takes">The planned takes.</param>
    /// <param name="systems">The plan's systems as loaded, null where not loaded yet.</param>
    /// <param name="recognizers">The plan's recognizers as loaded.</param>
    public RunFacts(ImmutableArray<PlannedTake> takes, ImmutableArray<SynthesizerInfo?> systems, ImmutableArray<RecognizerInfo> recognizers)
    {
        Takes = takes;
        _systems = systems;
        _recognizers = recognizers;
        _entries = new TakeEntry?[takes.Length];
        _attempts = new int[takes.Length];
        _indexes = new Dictionary<TakeKey, int>(takes.Length);
        for (int i = 0; i < takes.Length; i++)
        {
            _indexes.Add(takes[i].Key, i);
        }

        _recognizerIndexes = recognizers.Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
    }

    /// <summary>The planned takes.</summary>
    public ImmutableArray<PlannedTake> Takes { get; }

    /// <summary>Journal entries that belong to no planned take or to other content than planned.</summary>
    public int ForeignEntryCount { get; private set; }

    /// <summary>Content key of a planned take.</summary>
    public string KeyOf(PlannedTake take) =>
        ContentKey.ForTake(_systems[take.SystemIndex]!, take.Key.Corpus, take.Utterance, SeedOf(take), take.Key.Repeat);

    /// <summary>The seed the engine is given, or null when it uses none.</summary>
    public long? SeedOf(PlannedTake take) => _systems[take.SystemIndex] is { UsesSeed: true } ? take.Seed : null;

    /// <summary>Takes an entry in.</summary>
    public void Add(JournalEntry entry)
    {
        bool isOurs = entry switch
        {
            TakeEntry take => AddTake(take),
            TranscriptEntry transcript => AddTranscript(transcript),
            EvidenceEntry evidence => AddEvidence(evidence),
            _ => false,
        };
        ForeignEntryCount += isOurs ? 0 : 1;
    }

    /// <summary>The entry that counts for a planned take, or null.</summary>
    public TakeEntry? Entry(int index) => _entries[index];

    /// <summary>What was measured for a planned take, or null.</summary>
    public SynthesisFacts? Synthesis(int index) => (_entries[index] as SynthesizedEntry)?.Synthesis;

    /// <summary>Number of the next attempt at a planned take.</summary>
    public int NextAttempt(int index) => _attempts[index] + 1;

    /// <summary>Failures of a planned take after which another attempt was made, in their order.</summary>
    public IReadOnlyList<TakeFailure> EarlierFailures(int index) => _histories.GetValueOrDefault(index)?.Failures ?? [];

    /// <summary>How many of them were followed by another attempt at once, since the take had its last row.</summary>
    public int RetriesInARow(int index) => _histories.GetValueOrDefault(index)?.RetriesInARow ?? 0;

    /// <summary>Forgets takes and transcripts that failed, so that they are tried again.</summary>
    /// <returns>How many were forgotten.</returns>
    public int ForgetFailures()
    {
        int count = 0;
        for (int i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is SynthesisFailedEntry failed)
            {
                History(i).AddRow(failed.Failure);
                _entries[i] = null;
                count++;
            }
        }

        foreach ((string, int) key in _transcripts.Where(t => t.Value is TranscriptionFailedEntry).Select(t => t.Key).ToArray())
        {
            _transcripts.Remove(key);
            count++;
        }

        foreach ((string, int, string) key in _evidence.Where(e => e.Value.Failure is not null).Select(e => e.Key).ToArray())
        {
            RemoveEvidence(key);
        }

        return count;
    }

    /// <summary>Forgets takes whose stored sound is lost, so that they are spoken again; a transcript stays true of its hash.</summary>
    /// <returns>How many takes were forgotten.</returns>
    public int Forget(IReadOnlySet<string> lostAudio)
    {
        int count = 0;
        for (int i = 0; i < _entries.Length; i++)
        {
            if (Synthesis(i) is { } synthesis && lostAudio.Contains(synthesis.AudioSha256))
            {
                _entries[i] = null;
                count++;
            }
        }

        foreach ((string, int) key in _transcripts.Where(t => t.Value is TranscriptionFailedEntry && lostAudio.Contains(t.Key.AudioSha256)).Select(t => t.Key).ToArray())
        {
            _transcripts.Remove(key);
        }

        foreach ((string, int, string) key in _evidence.Where(e => e.Value.Failure is not null && lostAudio.Contains(e.Key.AudioSha256)).Select(e => e.Key).ToArray())
        {
            RemoveEvidence(key);
        }

        return count;
    }

    /// <summary>The entry that counts for a sound and a recognizer, or null.</summary>
    public TranscriptEntry? Transcript(string audioSha256, int recognizer) => _transcripts.GetValueOrDefault((audioSha256, recognizer));

    /// <summary>Chooses readings of accepted forms with alternatives.</summary>
    public AcceptedReadings Readings { get; } = new();

    /// <summary>
    /// Texts that are still to be weighed against a sound: those of the utterances spoken in it, as far as the recognizer gives evidence and did
    /// not fail to hear the sound. Readings of forms with alternatives are chosen by the transcript, so without one they are not among them.
    /// </summary>
    public ImmutableArray<string> TextsToWeigh(string audioSha256, IEnumerable<Utterance> utterances, int recognizer)
    {
        if (_recognizers[recognizer].EvidenceVersion is null || Transcript(audioSha256, recognizer) is TranscriptionFailedEntry)
        {
            return [];
        }

        string? heard = (Transcript(audioSha256, recognizer) as TranscribedEntry)?.Transcript.Text;
        return
        [
            .. utterances.SelectMany(u => heard is not null && Readings.Of(u, heard) is { } reading ? ReferenceTexts(u).Append(reading) : ReferenceTexts(u))
                .Distinct(StringComparer.Ordinal)
                .Where(t => !_evidence.ContainsKey((audioSha256, recognizer, t))),
        ];
    }

    /// <summary>
    /// The texts that evidence is gathered for whatever was heard: the text of an utterance, then its first accepted forms without alternatives.
    /// </summary>
    public static IEnumerable<string> ReferenceTexts(Utterance utterance) =>
        utterance.AcceptedForms.Where(f => !Alternatives.Has(f)).Prepend(utterance.Text).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).Take(MostTexts);

    /// <summary>All takes with their facts, in plan order.</summary>
    public ImmutableArray<Take> ToTakes()
    {
        var takes = ImmutableArray.CreateBuilder<Take>(Takes.Length);
        for (int i = 0; i < Takes.Length; i++)
        {
            TakeEntry? entry = _entries[i];
            SynthesisFacts? synthesis = Synthesis(i);
            takes.Add(new Take
            {
                Key = Takes[i].Key,
                Utterance = Takes[i].Utterance,
                Seed = entry is null ? SeedOf(Takes[i]) : entry.Seed,
                Synthesis = synthesis,
                SynthesisFailure = (entry as SynthesisFailedEntry)?.Failure,
                Recognitions = synthesis is null ? [] : Recognitions(synthesis.AudioSha256, Takes[i].Utterance),
            });
        }

        return takes.MoveToImmutable();
    }

    private ImmutableArray<RecognizedTake> Recognitions(string audioSha256, Utterance utterance)
    {
        var recognized = ImmutableArray.CreateBuilder<RecognizedTake>(_recognizers.Length);
        for (int r = 0; r < _recognizers.Length; r++)
        {
            if (Transcript(audioSha256, r) is { } entry)
            {
                recognized.Add(new RecognizedTake(_recognizers[r].Id, (entry as TranscribedEntry)?.Transcript, (entry as TranscriptionFailedEntry)?.Failure)
                {
                    Evidence = Evidence(audioSha256, r, utterance),
                });
            }
        }

        return recognized.DrainToImmutable();
    }

    // a reading that was chosen when the sound was heard is told apart from other texts of the same sound when it is used
    private ImmutableArray<TextEvidence> Evidence(string audioSha256, int recognizer, Utterance utterance)
    {
        IEnumerable<string> texts = ReferenceTexts(utterance);
        if (AcceptedReadings.Has(utterance))
        {
            texts = texts.Concat(_weighed.GetValueOrDefault((audioSha256, recognizer), []).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
        }

        return [.. texts.Select(t => _evidence.GetValueOrDefault((audioSha256, recognizer, t))?.Evidence).OfType<TextEvidence>()];
    }

    private bool AddTake(TakeEntry entry)
    {
        if (!_indexes.TryGetValue(entry.Take, out int index)
            || _systems[Takes[index].SystemIndex] is null
            || !string.Equals(entry.Key, KeyOf(Takes[index]), StringComparison.Ordinal))
        {
            return false;
        }

        if (entry.Attempt >= _attempts[index])
        {
            if (_entries[index] is SynthesisFailedEntry earlier && entry.Attempt > earlier.Attempt)
            {
                History(index).AddRow(earlier.Failure);
            }

            // after an attempt that is to be repeated the take is to be done, whatever was there before
            RetriedEntry? retried = entry as RetriedEntry;
            _entries[index] = retried is null ? entry : null;
            _attempts[index] = entry.Attempt;
            if (retried is not null)
            {
                History(index).AddRetry(retried.Failure);
            }
        }

        return true;
    }

    private FailureHistory History(int index) => CollectionsMarshal.GetValueRefOrAddDefault(_histories, index, out _) ??= new FailureHistory();

    private bool AddTranscript(TranscriptEntry entry)
    {
        if (!_recognizerIndexes.TryGetValue(entry.Recognizer, out int index)
            || !string.Equals(entry.Key, ContentKey.ForTranscript(_recognizers[index], entry.AudioSha256), StringComparison.Ordinal))
        {
            return false;
        }

        (string, int) key = (entry.AudioSha256, index);
        if (!_transcripts.TryGetValue(key, out TranscriptEntry? known) || entry.Attempt >= known.Attempt)
        {
            _transcripts[key] = entry;
        }

        return true;
    }

    private void RemoveEvidence((string AudioSha256, int Recognizer, string Text) key)
    {
        _evidence.Remove(key);
        _weighed[(key.AudioSha256, key.Recognizer)].Remove(key.Text);
    }

    private bool AddEvidence(EvidenceEntry entry)
    {
        if (!_recognizerIndexes.TryGetValue(entry.Recognizer, out int index)
            || _recognizers[index].EvidenceVersion is null
            || !string.Equals(entry.Key, ContentKey.ForEvidence(_recognizers[index], entry.AudioSha256, entry.Text), StringComparison.Ordinal))
        {
            return false;
        }

        (string, int, string) key = (entry.AudioSha256, index, entry.Text);
        bool isKnown = _evidence.TryGetValue(key, out EvidenceEntry? known);
        if (!isKnown || entry.Attempt >= known!.Attempt)
        {
            _evidence[key] = entry;
        }

        if (!isKnown)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_weighed, (entry.AudioSha256, index), out _) ??= []).Add(entry.Text);
        }

        return true;
    }
}
