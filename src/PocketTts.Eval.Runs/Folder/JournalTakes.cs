using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>The takes of a run, read from its journals as they are asked for.</summary>
/// <param name="facts">Where the lines stand.</param>
/// <param name="mostKept">Transcripts that are kept at most: takes with one sound share them, and come together.</param>
internal sealed class JournalTakes(RunFacts facts, int mostKept) : ITakeSource, IDisposable
{
    private readonly JournalLookup _lines = new();
    private readonly AcceptedReadings _readings = new();
    private readonly Dictionary<(AudioKey Audio, int Recognizer, string Texts), RecognizedTake> _kept = [];

    /// <inheritdoc/>
    public int Count => facts.Takes.Length;

    /// <inheritdoc/>
    public TakeHead Head(int index)
    {
        PlannedTake take = facts.Takes[index];
        return new TakeHead(take.Key, facts.SeedOf(take), facts.State(index) == FactState.Done ? facts.Audio(index).ToString() : null, facts.Failure(index)?.Reason);
    }

    /// <inheritdoc/>
    public bool HasTranscript(int index, int recognizer) =>
        facts.State(index) == FactState.Done && facts.Transcript(facts.Audio(index), recognizer) == FactState.Done;

    /// <inheritdoc/>
    public SynthesisFacts? ReadSound(int index) => facts.State(index) == FactState.Done ? ((SynthesizedEntry)_lines.Read(facts.Place(index)!.Value)).Synthesis : null;

    /// <inheritdoc/>
    /// <exception cref="InputException">The journal changed meanwhile, or a newer version wrote it.</exception>
    public Take Read(int index)
    {
        PlannedTake planned = facts.Takes[index];
        SynthesizedEntry? spoken = facts.State(index) == FactState.Done ? (SynthesizedEntry)_lines.Read(facts.Place(index)!.Value) : null;
        return new Take
        {
            Key = planned.Key,
            Utterance = planned.Utterance,
            Seed = spoken is null ? facts.SeedOf(planned) : spoken.Seed,
            Synthesis = spoken?.Synthesis,
            SynthesisFailure = facts.Failure(index),
            Recognitions = spoken is null ? [] : Recognitions(facts.Audio(index), planned.Utterance),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private ImmutableArray<RecognizedTake> Recognitions(AudioKey audio, Core.Corpora.Utterance utterance)
    {
        string[] texts = [.. RunFacts.ReferenceTexts(utterance)];
        string identity = texts.Length == 1 && utterance.AcceptedForms.IsEmpty ? texts[0] : string.Join('\n', utterance.AcceptedForms.Prepend(utterance.Text));
        var recognized = ImmutableArray.CreateBuilder<RecognizedTake>(facts.Recognizers.Length);
        for (int r = 0; r < facts.Recognizers.Length; r++)
        {
            if (facts.TranscriptPlace(audio, r) is not { } place)
            {
                continue;
            }

            if (!_kept.TryGetValue((audio, r, identity), out RecognizedTake? known))
            {
                known = Recognition(audio, r, place, texts, utterance);
                if (_kept.Count >= mostKept)
                {
                    _kept.Clear();
                }

                _kept.Add((audio, r, identity), known);
            }

            recognized.Add(known);
        }

        return recognized.DrainToImmutable();
    }

    private RecognizedTake Recognition(AudioKey audio, int recognizer, JournalPlace place, string[] texts, Core.Corpora.Utterance utterance)
    {
        var entry = (TranscriptEntry)_lines.Read(place);
        if (entry is TranscribedEntry { Transcript: { } transcript } && facts.WeighedCount(audio, recognizer) > texts.Length && _readings.Of(utterance, transcript.Text) is { } reading)
        {
            texts = [.. texts, reading];
        }

        return new RecognizedTake(facts.Recognizers[recognizer].Id, (entry as TranscribedEntry)?.Transcript, (entry as TranscriptionFailedEntry)?.Failure)
        {
            Evidence =
            [
                .. texts
                    .Select(t => facts.EvidencePlace(audio, recognizer, t) is { } weighed ? ((EvidenceEntry)_lines.Read(weighed)).Evidence : null)
                    .OfType<TextEvidence>(),
            ],
        };
    }
}
