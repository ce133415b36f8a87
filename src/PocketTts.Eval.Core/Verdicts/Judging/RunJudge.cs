using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Judges the takes of a run text by text: each take against what is usual for its system, then what the takes of a text say about each other.</summary>
internal sealed class RunJudge
{
    private readonly RunInfo _info;
    private readonly WordSounds _sounds;
    private readonly SystemPace[,] _paces;
    private readonly Dictionary<string, int> _systems;
    private readonly VerdictOptions[] _options;
    private readonly Func<TextIndex>[] _texts;

    /// <summary>Prepares for the takes of a run.</summary>
    /// <param name="info">The run.</param>
    /// <param name="scoring">What to judge with.</param>
    /// <param name="sounds">How words sound.</param>
    /// <param name="paces">What is usual, by recognizer and system.</param>
    /// <param name="texts">Words of all texts of the run; asked for when first needed.</param>
    public RunJudge(RunInfo info, ScoringOptions scoring, WordSounds sounds, SystemPace[,] paces, Func<ImmutableArray<ImmutableArray<string>>> texts)
    {
        _info = info;
        _sounds = sounds;
        _paces = paces;
        _systems = info.Systems.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        _options = [.. info.Recognizers.Select(r => scoring.VerdictsFor(r))];
        var indexes = new TextIndex?[_options.Length];
        _texts = [.. _options.Select((options, r) => new Func<TextIndex>(() => indexes[r] ??= new TextIndex(texts(), options.BleedWords)))];
    }

    /// <summary>Fills in the verdicts of all scores of one text.</summary>
    /// <param name="takes">All takes of the text.</param>
    public void Judge(ScoredTake[] takes)
    {
        for (int r = 0; r < _options.Length; r++)
        {
            RecognizerInfo recognizer = _info.Recognizers[r];
            for (int i = 0; i < takes.Length; i++)
            {
                if (takes[i].Scores.FirstOrDefault(s => string.Equals(s.RecognizerId, recognizer.Id, StringComparison.Ordinal)) is { } score)
                {
                    TakeVerdict verdict = TakeJudge.Judge(new TakeCase(takes[i].Take, score), _sounds, _options[r], _paces[r, _systems[takes[i].Take.Key.SystemId]], _texts[r]);
                    takes[i] = takes[i] with { Scores = WithVerdict(takes[i].Scores, recognizer.Id, verdict) };
                }
            }

            BlameFinder.Mark(_info, takes, recognizer.Id);
        }

        if (_info.Recognizers.Length > 1)
        {
            for (int i = 0; i < takes.Length; i++)
            {
                takes[i] = AgreementFinder.Confirm(takes[i]);
            }
        }
    }

    internal static ImmutableArray<TakeScore> WithVerdict(ImmutableArray<TakeScore> scores, string recognizerId, TakeVerdict verdict)
    {
        int index = 0;
        while (!string.Equals(scores[index].RecognizerId, recognizerId, StringComparison.Ordinal))
        {
            index++;
        }

        return scores.SetItem(index, scores[index] with { Verdict = verdict });
    }
}
