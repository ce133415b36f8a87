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
/// What is known of the takes of a plan: for each planned take, transcript and piece of evidence, whether it is there and where the line stands that counts. An entry counts when its
/// content key is the one the plan asks for; of several the highest attempt counts, of equal attempts the later one. What lines say beyond that stays on the disk;
/// <see cref="JournalTakes"/> reads it.
/// </summary>
internal sealed class RunFacts
{
    private const int MostTexts = 4;

    private readonly ImmutableArray<SynthesizerInfo?> _systems;
    private readonly ImmutableArray<RecognizerInfo> _recognizers;
    private readonly Dictionary<TakeKey, int> _indexes;
    private readonly Dictionary<string, int> _recognizerIndexes;
    private readonly JournalBook _book = new();
    private readonly TakeSlot[] _takes;
    private readonly Dictionary<int, TakeFailure> _failures = [];
    private readonly Dictionary<int, FailureHistory> _histories = [];
    private readonly Dictionary<(AudioKey Audio, int Recognizer), FactSlot> _transcripts = [];
    private readonly Dictionary<(AudioKey Audio, int Recognizer, int Text), FactSlot> _evidence = [];
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(AudioKey Audio, int Recognizer), int> _weighed = [];

    /// <summary>Starts without facts.</summary>
    /// <param name="takes">The planned takes.</param>
    /// <param name="info">The plan's systems and recognizers as loaded; of a system that is not loaded yet nothing counts.</param>
    public RunFacts(ImmutableArray<PlannedTake> takes, RunInfo info)
    {
        Takes = takes;
        _systems = [.. info.Systems.Select(s => s.Info)];
        _recognizers = info.Recognizers;
        _takes = new TakeSlot[takes.Length];
        _indexes = new Dictionary<TakeKey, int>(takes.Length);
        for (int i = 0; i < takes.Length; i++)
        {
            _indexes.Add(takes[i].Key, i);
        }

        if (takes.Length > RunFolder.MostHeldTakes)
        {
            // growing by doubling would hold the old and the new table at once
            _transcripts.EnsureCapacity(takes.Length * _recognizers.Length);
            _evidence.EnsureCapacity(takes.Length * _recognizers.Count(r => r.EvidenceVersion is not null));
        }

        _recognizerIndexes = _recognizers.Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
    }

    /// <summary>The planned takes.</summary>
    public ImmutableArray<PlannedTake> Takes { get; }

    /// <summary>The recognizers.</summary>
    public ImmutableArray<RecognizerInfo> Recognizers => _recognizers;

    /// <summary>Journal entries that belong to no planned take or to other content than planned.</summary>
    public int ForeignEntryCount { get; private set; }

    /// <summary>Content key of a planned take.</summary>
    public string KeyOf(PlannedTake take) =>
        ContentKey.ForTake(_systems[take.SystemIndex]!, take.Key.Corpus, take.Utterance, SeedOf(take), take.Key.Repeat);

    /// <summary>The seed the engine is given, or null when it uses none.</summary>
    public long? SeedOf(PlannedTake take) => _systems[take.SystemIndex] is { UsesSeed: true } ? take.Seed : null;

    /// <summary>Takes in an entry.</summary>
    /// <returns>False when it belongs to no planned take or to other content than planned.</returns>
    public bool Add(JournalEntry entry, JournalPlace place) => Add(JournalHead.Of(entry), place);

    /// <summary>Takes in the head of a line.</summary>
    /// <returns>False when it belongs to no planned take or to other content than planned.</returns>
    public bool Add(JournalHead head, JournalPlace place)
    {
        bool isOurs = head.Kind switch
        {
            JournalKind.Transcribed or JournalKind.TranscriptionFailed => AddTranscript(head, place),
            JournalKind.Evidence => AddEvidence(head, place),
            _ => AddTake(head, place),
        };
        ForeignEntryCount += isOurs ? 0 : 1;
        return isOurs;
    }

    /// <summary>What is known of a planned take.</summary>
    public FactState State(int index) => _takes[index].State;

    /// <summary>The sound of a planned take, or null.</summary>
    public SoundHead? Sound(int index) =>
        _takes[index] is { State: FactState.Done } take ? new SoundHead(take.Audio.ToString(), take.SampleRateHz, take.AudioSeconds, take.WallSeconds, take.IsTimingEligible) : null;

    /// <summary>The hash of a planned take's sound; only where there is one.</summary>
    public AudioKey Audio(int index) => _takes[index].Audio;

    /// <summary>Why a planned take failed, or null.</summary>
    public TakeFailure? Failure(int index) => _takes[index].State == FactState.Failed ? _failures[index] : null;

    /// <summary>When the line was written that counts for a planned take; only where there is one.</summary>
    public DateTimeOffset At(int index) => new(_takes[index].AtTicks, TimeSpan.Zero);

    /// <summary>The line that counts for a planned take, or null.</summary>
    public JournalPlace? Place(int index) => _takes[index].State == FactState.Missing ? null : _book.Find(_takes[index].Place);

    /// <summary>Number of the next attempt at a planned take.</summary>
    public int NextAttempt(int index) => _takes[index].Attempt + 1;

    /// <summary>Failures of a planned take after which another attempt was made, in their order.</summary>
    public IReadOnlyList<TakeFailure> EarlierFailures(int index) => _histories.GetValueOrDefault(index)?.Failures ?? [];

    /// <summary>How many of them were followed by another attempt at once, since the take had its last row.</summary>
    public int RetriesInARow(int index) => _histories.GetValueOrDefault(index)?.RetriesInARow ?? 0;

    /// <summary>True when a take failed, or a recognizer could not read the sound of one.</summary>
    public bool HasFailures() => Enumerable.Range(0, _takes.Length).Any(i =>
        _takes[i].State == FactState.Failed
        || (_takes[i].State == FactState.Done && Enumerable.Range(0, _recognizers.Length).Any(r => Transcript(_takes[i].Audio, r) == FactState.Failed)));

    /// <summary>Forgets takes and transcripts that failed, so that they are tried again.</summary>
    /// <returns>How many were forgotten.</returns>
    public int ForgetFailures()
    {
        int count = 0;
        for (int i = 0; i < _takes.Length; i++)
        {
            if (_takes[i].State == FactState.Failed)
            {
                History(i).AddRow(_failures[i]);
                _failures.Remove(i);
                _takes[i].Publish(FactState.Missing);
                count++;
            }
        }

        return count + ForgetFailed(_ => true);
    }

    /// <summary>Forgets takes whose stored sound is lost, so that they are spoken again; a transcript stays true of its hash.</summary>
    /// <returns>How many takes were forgotten.</returns>
    public int Forget(IReadOnlySet<AudioKey> lostAudio)
    {
        int count = 0;
        for (int i = 0; i < _takes.Length; i++)
        {
            if (_takes[i].State == FactState.Done && lostAudio.Contains(_takes[i].Audio))
            {
                _takes[i].Publish(FactState.Missing);
                count++;
            }
        }

        ForgetFailed(lostAudio.Contains);
        return count;
    }

    /// <summary>What is known of the transcript of a sound by a recognizer.</summary>
    public FactState Transcript(AudioKey audio, int recognizer) =>
        !_transcripts.TryGetValue((audio, recognizer), out FactSlot slot) ? FactState.Missing : slot.IsFailed ? FactState.Failed : FactState.Done;

    /// <summary>The line that counts for a sound and a recognizer, or null.</summary>
    public JournalPlace? TranscriptPlace(AudioKey audio, int recognizer) => _transcripts.TryGetValue((audio, recognizer), out FactSlot slot) ? _book.Find(slot.Place) : null;

    /// <summary>The line with the evidence of a sound, a recognizer and a text; null where there is none, or it could not be had.</summary>
    public JournalPlace? EvidencePlace(AudioKey audio, int recognizer, string text) =>
        _texts.TryGetValue(text, out int number) && _evidence.TryGetValue((audio, recognizer, number), out FactSlot slot) && !slot.IsFailed ? _book.Find(slot.Place) : null;

    /// <summary>How many texts were weighed against a sound, failures and readings of forms with alternatives among them.</summary>
    public int WeighedCount(AudioKey audio, int recognizer) => _weighed.GetValueOrDefault((audio, recognizer));

    /// <summary>
    /// Texts that are still to be weighed against a sound: those of the utterances spoken in it, as far as the recognizer gives evidence and did
    /// not fail to hear the sound.
    /// </summary>
    public ImmutableArray<string> TextsToWeigh(AudioKey audio, IEnumerable<string> texts, int recognizer) =>
        _recognizers[recognizer].EvidenceVersion is null || Transcript(audio, recognizer) == FactState.Failed
            ? []
            : [.. texts.Where(t => !_texts.TryGetValue(t, out int number) || !_evidence.ContainsKey((audio, recognizer, number)))];

    /// <summary>
    /// The texts that evidence is gathered for whatever was heard: the text of an utterance, then its first accepted forms without alternatives. Of those with
    /// alternatives one reading may be weighed, see <see cref="AcceptedReadings"/>.
    /// </summary>
    public static IEnumerable<string> ReferenceTexts(Utterance utterance) =>
        utterance.AcceptedForms.Where(f => !Alternatives.Has(f)).Prepend(utterance.Text).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct(StringComparer.Ordinal).Take(MostTexts);

    /// <summary>All takes with their facts, in plan order.</summary>
    public ImmutableArray<Take> ToTakes()
    {
        using var source = new JournalTakes(this, mostKept: int.MaxValue);
        var takes = ImmutableArray.CreateBuilder<Take>(_takes.Length);
        for (int i = 0; i < _takes.Length; i++)
        {
            takes.Add(source.Read(i));
        }

        return takes.MoveToImmutable();
    }

    private bool AddTake(JournalHead head, JournalPlace place)
    {
        AudioKey audio = default;
        if (!_indexes.TryGetValue(head.Take!, out int index)
            || _systems[Takes[index].SystemIndex] is null
            || (head.Sound is not null && !AudioKey.TryParse(head.Sound.AudioSha256, out audio))
            || !string.Equals(head.Key, KeyOf(Takes[index]), StringComparison.Ordinal))
        {
            return false;
        }

        ref TakeSlot take = ref _takes[index];
        if (head.Attempt < take.Attempt)
        {
            return true;
        }

        if (take.State == FactState.Failed && head.Attempt > take.Attempt)
        {
            History(index).AddRow(_failures[index]);
        }

        _failures.Remove(index);
        take.Publish(FactState.Missing);
        take = new TakeSlot { Attempt = head.Attempt, AtTicks = head.AtUtc.UtcTicks, Place = _book.Note(place) };
        if (head.Sound is { } sound)
        {
            take.Audio = audio;
            take.SampleRateHz = sound.SampleRateHz;
            take.AudioSeconds = sound.AudioSeconds;
            take.Wall = sound.WallSeconds ?? double.NaN;
            take.IsTimingEligible = sound.IsTimingEligible;
            take.Publish(FactState.Done);
        }
        else if (head.Kind == JournalKind.SynthesisFailed)
        {
            _failures[index] = head.Failure!;
            take.Publish(FactState.Failed);
        }
        else
        {
            // after an attempt that is to be repeated the take is to be done, whatever was there before
            History(index).AddRetry(head.Failure!);
        }

        return true;
    }

    // transcripts and evidence that failed; how many transcripts there were
    private int ForgetFailed(Func<AudioKey, bool> isMeant)
    {
        (AudioKey Audio, int Recognizer)[] transcripts = [.. _transcripts.Where(t => t.Value.IsFailed && isMeant(t.Key.Audio)).Select(t => t.Key)];
        foreach ((AudioKey, int) key in transcripts)
        {
            _transcripts.Remove(key);
        }

        // these stay among the weighed: a session without evidence still looks for a reading that was weighed beside them
        foreach ((AudioKey, int, int) key in _evidence.Where(e => e.Value.IsFailed && isMeant(e.Key.Audio)).Select(e => e.Key).ToArray())
        {
            _evidence.Remove(key);
        }

        return transcripts.Length;
    }

    private FailureHistory History(int index) => CollectionsMarshal.GetValueRefOrAddDefault(_histories, index, out _) ??= new FailureHistory();

    private bool AddTranscript(JournalHead head, JournalPlace place)
    {
        if (!_recognizerIndexes.TryGetValue(head.Recognizer!, out int index)
            || !AudioKey.TryParse(head.AudioSha256!, out AudioKey audio)
            || !string.Equals(head.Key, ContentKey.ForTranscript(_recognizers[index], head.AudioSha256!), StringComparison.Ordinal))
        {
            return false;
        }

        ref FactSlot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_transcripts, (audio, index), out bool isKnown);
        if (!isKnown || head.Attempt >= slot.Attempt)
        {
            slot = new FactSlot(_book.Note(place), head.Attempt, head.Failure is not null);
        }

        return true;
    }

    private bool AddEvidence(JournalHead head, JournalPlace place)
    {
        if (!_recognizerIndexes.TryGetValue(head.Recognizer!, out int index)
            || _recognizers[index].EvidenceVersion is null
            || !AudioKey.TryParse(head.AudioSha256!, out AudioKey audio)
            || !string.Equals(head.Key, ContentKey.ForEvidence(_recognizers[index], head.AudioSha256!, head.Text!), StringComparison.Ordinal))
        {
            return false;
        }

        ref int text = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, head.Text!, out bool isKnownText);
        text = isKnownText ? text : _texts.Count - 1;
        ref FactSlot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_evidence, (audio, index, text), out bool isKnown);
        if (!isKnown || head.Attempt >= slot.Attempt)
        {
            slot = new FactSlot(_book.Note(place), head.Attempt, head.Failure is not null);
        }

        if (!isKnown)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_weighed, (audio, index), out _)++;
        }

        return true;
    }

    private struct TakeSlot
    {
        public AudioKey Audio;
        public JournalBook.Entry Place;
        public double AudioSeconds;

        // NaN for none: half the room of a nullable
        public double Wall;
        public long AtTicks;
        public int SampleRateHz;
        public int Attempt;
        public bool IsTimingEligible;
        private byte _state;

        public readonly double? WallSeconds => double.IsNaN(Wall) ? null : Wall;

        public readonly FactState State => (FactState)Volatile.Read(in _state);

        // last of all: with --pipeline others look at takes while they come
        public void Publish(FactState state) => Volatile.Write(ref _state, (byte)state);
    }

    private readonly record struct FactSlot(JournalBook.Entry Place, int Attempt, bool IsFailed);
}
