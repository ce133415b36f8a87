using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up the scored takes of one system, text by text. Its numbers do not depend on the order of texts.</summary>
internal sealed class SystemTally
{
    private readonly string _systemId;
    private readonly int _recognizers;
    private readonly bool _failuresTell;
    private readonly AccuracyTally[] _accuracy;
    private readonly VerdictTally[] _verdicts;
    private readonly SpeedTally _speed = new();
    private readonly Dictionary<string, int> _warnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private int _planned;
    private int _failed;
    private int _missing;
    private int _distinct;
    private bool _differs;
    private bool _isPartial;

    public SystemTally(string systemId, RunInfo info, ScoringOptions scoring)
    {
        _systemId = systemId;
        _recognizers = info.Recognizers.Length;

        // a failure says something about repeats only where the engine leaves nothing to chance
        _failuresTell = info.Systems.Any(s => s.Info is { IsDeterministic: true } && string.Equals(s.Id, systemId, StringComparison.Ordinal));
        _accuracy = [.. info.Recognizers.Select(r => new AccuracyTally(r.Id))];
        _verdicts = [.. info.Recognizers.Select(r => new VerdictTally(r, scoring))];
    }

    /// <summary>Takes in all takes of one text.</summary>
    public void Add(ScoredText text)
    {
        var ours = new List<ScoredTake>(text.Takes.Length);
        for (int i = 0; i < text.Takes.Length; i++)
        {
            if (string.Equals(text.Takes[i].Take.Key.SystemId, _systemId, StringComparison.Ordinal))
            {
                ours.Add(text.Takes[i]);
                Add(text.Indexes[i], text.Takes[i]);
            }
        }

        if (ours.Count == 0)
        {
            return;
        }

        CompareRepeats(ours);
        foreach (AccuracyTally accuracy in _accuracy)
        {
            accuracy.Add(ours);
        }

        foreach (VerdictTally verdicts in _verdicts)
        {
            verdicts.Add(ours);
        }
    }

    /// <summary>The sums.</summary>
    public SystemSummary Summarize() =>
        new(
            _systemId,
            _planned,
            _failed,
            _missing,
            _distinct,
            _differs ? false : _planned > 0 && !_isPartial ? true : null,
            [.. _accuracy.Select(a => a.Summarize())],
            _speed.Summarize(),
            Sorted(_warnings),
            Sorted(_failures))
        {
            Verdicts = [.. _verdicts.Select(v => v.Summarize())],
        };

    private void Add(int index, ScoredTake take)
    {
        _planned++;
        _failed += take.Failure is not null ? 1 : 0;

        // a take that has its sound but not yet every recognizer's answer is not reached either
        _missing += take.Take.IsMissing || (take.Failure is null && take.Take.Recognitions.Length < _recognizers) ? 1 : 0;
        _distinct += take.Take.Synthesis is not null && !take.RepeatsEarlierTake ? 1 : 0;
        if (take.Take.Synthesis is { } sound)
        {
            _speed.Add(index, sound);
        }

        Count(_warnings, WarningCodes(take));
        Count(_failures, FailureReasons(take));
    }

    private void CompareRepeats(List<ScoredTake> repeats)
    {
        int done = 0;
        string? outcome = null;
        foreach (ScoredTake take in repeats)
        {
            string? found = take.Take.Synthesis?.AudioSha256 ?? (_failuresTell && take.Take.SynthesisFailure is { } failure ? "failed/" + failure.Reason : null);
            if (found is null)
            {
                continue;
            }

            done++;
            outcome ??= found;
            _differs |= !string.Equals(outcome, found, StringComparison.Ordinal);
        }

        _isPartial |= repeats.Count < 2 || done < repeats.Count;
    }

    private static IEnumerable<string> WarningCodes(ScoredTake take)
    {
        IEnumerable<TakeWarning> ofSound = take.Take.Synthesis?.Warnings ?? [];
        return ofSound
            .Concat(take.Take.Recognitions.SelectMany(r => r.Transcript?.Warnings ?? []))
            .Select(w => w.Code)
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> FailureReasons(ScoredTake take) =>
        take.Take.Failures.Select(f => $"{f.Stage}/{f.Reason}").Distinct(StringComparer.Ordinal);

    private static void Count(Dictionary<string, int> counts, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    private static ImmutableArray<KeyValuePair<string, int>> Sorted(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal)];
}
