using System.Collections.Immutable;
using PocketTts.Eval.Core.Text.Phonetics;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Core.Verdicts.Judging;

namespace PocketTts.Eval.Core.Results;

/// <summary>
/// Scores a run text by text, holding the takes of one text at a time: what decides about a take is its own facts, the other takes of its text, and what is
/// usual for its system. The last is measured first, in the plan's order.
/// </summary>
internal sealed class RunScoring(RunInfo info, ITakeSource takes, ScoringOptions scoring)
{
    // comparisons made while paces are measured and used again afterwards
    private const int MostKept = 1 << 14;

    private readonly TextGroups _groups = new(info, takes);
    private readonly TakeComparer _comparer = new(info, scoring.Comparer);
    private readonly Dictionary<int, ImmutableArray<TakeScore>> _compared = [];
    private ImmutableArray<ImmutableArray<string>>? _texts;

    /// <summary>Scores the texts one after the other, in the order in which they first appear in the plan.</summary>
    public IEnumerable<ScoredText> Texts(CancellationToken cancellationToken)
    {
        var sounds = new WordSounds(scoring.Pronunciations);
        var judge = new RunJudge(info, scoring, sounds, Paces(sounds, cancellationToken), TextWords);
        for (int text = 0; text < _groups.Count; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] indexes = _groups.Of(text).ToArray();
            var scored = new ScoredTake[indexes.Length];
            for (int i = 0; i < scored.Length; i++)
            {
                Take take = takes.Read(indexes[i]);
                scored[i] = new ScoredTake(take, _compared.Remove(indexes[i], out ImmutableArray<TakeScore> known) ? known : _comparer.Compare(take), _groups.RepeatsEarlierTake(indexes[i]));
            }

            judge.Judge(scored);
            yield return new ScoredText(indexes, scored);
        }
    }

    private SystemPace[,] Paces(WordSounds sounds, CancellationToken cancellationToken)
    {
        int recognizers = info.Recognizers.Length;
        Dictionary<string, int> systems = info.Systems.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        var meters = new PaceMeter[recognizers, systems.Count];
        for (int r = 0; r < recognizers; r++)
        {
            for (int s = 0; s < systems.Count; s++)
            {
                meters[r, s] = new PaceMeter(sounds);
            }
        }

        var heard = new bool[recognizers];
        for (int i = 0; i < takes.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeHead head = takes.Head(i);
            if (head.AudioSha256 is null || _groups.RepeatsEarlierTake(i))
            {
                continue;
            }

            int system = systems[head.Key.SystemId];
            bool isHeard = false;
            bool wantsWords = false;
            for (int r = 0; r < recognizers; r++)
            {
                heard[r] = takes.HasTranscript(i, r);
                isHeard |= heard[r];
                wantsWords |= heard[r] && meters[r, system].WantsWords;
            }

            if (!isHeard)
            {
                continue;
            }

            SynthesisFacts? sound;
            ImmutableArray<TakeScore> scores = [];
            Take? take = null;
            if (wantsWords)
            {
                take = takes.Read(i);
                sound = take.Synthesis;
                scores = _comparer.Compare(take);
                if (_compared.Count < MostKept)
                {
                    _compared.Add(i, scores);
                }
            }
            else
            {
                sound = takes.ReadSound(i);
            }

            for (int r = 0; r < recognizers; r++)
            {
                if (heard[r] && sound is { AudioSeconds: > 0 })
                {
                    meters[r, system].AddSound(sound);
                    if (take is not null && meters[r, system].WantsWords)
                    {
                        meters[r, system].AddWords(new TakeCase(take, scores.First(s => string.Equals(s.RecognizerId, info.Recognizers[r].Id, StringComparison.Ordinal))));
                    }
                }
            }
        }

        var paces = new SystemPace[recognizers, systems.Count];
        for (int r = 0; r < recognizers; r++)
        {
            for (int s = 0; s < systems.Count; s++)
            {
                paces[r, s] = meters[r, s].Measure();
            }
        }

        return paces;
    }

    // words of each text whatever was heard of it, for the few takes that may hold words of another text; in an order that takes have no part in
    private ImmutableArray<ImmutableArray<string>> TextWords()
    {
        if (_texts is { } known)
        {
            return known;
        }

        var texts = new SortedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        for (int text = 0; text < _groups.Count; text++)
        {
            string written = takes.Read(_groups.Of(text)[0]).Utterance.Text;
            if (!texts.ContainsKey(written))
            {
                texts.Add(written, scoring.Comparer.Prepare(written, []).Compare(string.Empty).ReferenceWords);
            }
        }

        _texts = [.. texts.Values];
        return _texts.Value;
    }
}
