using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>
/// Takes as sclite's transcripts: a line for each, normalized words, the id in parentheses. References hold all accepted readings as alternatives; a
/// hypothesis is the reading that was compared. The part of an id before the hyphen is the system, which sclite's <c>-i spu_id</c> takes for the speaker.
/// </summary>
/// <param name="Reference">Content of <c>ref.trn</c>.</param>
/// <param name="Hypothesis">Content of <c>hyp.trn</c>.</param>
/// <param name="LeftOut">Takes without a transcript to compare.</param>
/// <param name="Reduced">Takes whose text has too many readings to write down.</param>
internal sealed record TrnExport(string Reference, string Hypothesis, int LeftOut, int Reduced)
{
    public static TrnExport Of(RunResult result, string recognizer, IEnumerable<ScoredTake> takes, CancellationToken cancellationToken)
    {
        ITextComparer comparer = TextComparers.Get(result.Scoring?.Normalizer ?? result.Info.Normalizer);
        Dictionary<string, string> speakers = Speakers(result);
        var references = new Dictionary<TakeKey, IReferenceText>();
        var reference = new StringBuilder();
        var hypothesis = new StringBuilder();
        int leftOut = 0;
        int reduced = 0;
        foreach (ScoredTake take in takes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeScore? score = take.Scores.FirstOrDefault(s => s.RecognizerId == recognizer);
            if (score is null)
            {
                leftOut++;
                continue;
            }

            TakeKey key = take.Take.Key;
            TakeKey text = key with { SystemId = string.Empty, Repeat = 0 };
            if (!references.TryGetValue(text, out IReferenceText? prepared))
            {
                prepared = references[text] = comparer.Prepare(take.Take.Utterance.Text, take.Take.Utterance.AcceptedForms);
            }

            Transcript? heard = take.Take.Recognitions.FirstOrDefault(r => r.RecognizerId == recognizer)?.Transcript;
            string? notation = prepared.Notation(heard?.Text ?? string.Empty);
            reduced += notation is null ? 1 : 0;
            string id = string.Create(CultureInfo.InvariantCulture, $" ({speakers[key.SystemId]}-{key.Corpus}.{key.UtteranceId}.{key.Repeat})\n");
            reference.Append(notation ?? Words(score.ReferenceWords)).Append(id);
            hypothesis.Append(Words(score.HypothesisWords)).Append(id);
        }

        return new TrnExport(reference.ToString(), hypothesis.ToString(), leftOut, reduced);
    }

    private static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(ScliteWord.Of));

    // letters, digits, full stop and underscore; sclite knows no capitals
    private static Dictionary<string, string> Speakers(RunResult result)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string id in result.Systems.Select(s => s.SystemId))
        {
            string plain = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '_'));
            string name = plain;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{plain}_{i}");
            }

            names.Add(id, name);
        }

        return names;
    }
}
