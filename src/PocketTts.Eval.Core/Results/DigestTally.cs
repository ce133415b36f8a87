using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>Makes a <see cref="RunDigest"/> text by text.</summary>
internal sealed class DigestTally
{
    private readonly Pair[] _pairs;
    private readonly Dictionary<(string SystemId, string RecognizerId), (int First, int Takes)> _unread = [];
    private int _takes;
    private int _texts;

    public DigestTally(RunInfo info)
    {
        _pairs = [.. info.Systems.SelectMany(_ => info.Recognizers, (system, recognizer) => new Pair(system.Id, recognizer.Id))];
    }

    /// <summary>Takes in all takes of one text.</summary>
    public void Add(ScoredText text)
    {
        _texts++;
        _takes += text.Takes.Length;
        foreach (Pair pair in _pairs)
        {
            pair.Add(text);
        }

        for (int i = 0; i < text.Takes.Length; i++)
        {
            Take take = text.Takes[i].Take;
            foreach (RecognizedTake recognition in take.Recognitions)
            {
                if (recognition.Failure is not null)
                {
                    (string, string) pair = (take.Key.SystemId, recognition.RecognizerId);
                    (int first, int takes) = _unread.GetValueOrDefault(pair, (int.MaxValue, 0));
                    _unread[pair] = (Math.Min(first, text.Indexes[i]), takes + 1);
                }
            }
        }
    }

    /// <summary>The digest.</summary>
    public RunDigest Sum() => new(
        _takes,
        _texts,
        [.. _pairs.Select(p => p.Sum())],
        [.. _unread.OrderBy(u => u.Value.First).Select(u => (u.Key.SystemId, u.Key.RecognizerId, u.Value.Takes))]);

    private sealed class Pair(string systemId, string recognizerId)
    {
        private readonly ErrorProfileTally _profile = new();
        private readonly List<WordTrouble> _words = [];
        private readonly List<WordFaults> _faults = [];
        private readonly List<UtteranceTrouble> _utterances = [];

        public void Add(ScoredText text)
        {
            var counted = new List<(Take Take, TakeScore Score)>();
            for (int i = 0; i < text.Takes.Length; i++)
            {
                if (!string.Equals(text.Takes[i].Take.Key.SystemId, systemId, StringComparison.Ordinal))
                {
                    continue;
                }

                foreach ((Take take, TakeScore score) in CountedScores.Of([text.Takes[i]], recognizerId))
                {
                    _profile.Add(text.Indexes[i], take, score);
                    counted.Add((take, score));
                }
            }

            if (counted.Count > 0)
            {
                _words.AddRange(WordTally.Of(counted));
                _faults.AddRange(WordFaultTally.Of(counted));
                _utterances.Add(UtteranceTally.Of(counted));
            }
        }

        public PairDigest Sum() =>
            new(systemId, recognizerId, _profile.Sum(), WordTally.Sorted(_words), WordFaultTally.Sorted(_faults), UtteranceTally.Sorted(_utterances));
    }
}
