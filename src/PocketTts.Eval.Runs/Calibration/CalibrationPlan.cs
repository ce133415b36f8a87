using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Corpora;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Makes the run of a calibration: one system a kind of fault, all of them speaking the same texts.</summary>
public sealed record CalibrationPlan
{
    /// <summary>Kinds of faults, in order.</summary>
    public required ImmutableArray<FaultKind> Kinds { get; init; }

    /// <summary>Engine that speaks.</summary>
    public required string Engine { get; init; }

    /// <summary>Voices that take turns.</summary>
    public required ImmutableArray<string> Voices { get; init; }

    /// <summary>Who listens.</summary>
    public required ImmutableArray<string> Recognizers { get; init; }

    /// <summary>Corpus: folder or file.</summary>
    public required string Corpus { get; init; }

    /// <summary>Fewest words of a text that is used.</summary>
    public int FewestWords { get; init; } = 6;

    /// <summary>Most words of a text that is used.</summary>
    public int MostWords { get; init; } = 12;

    /// <summary>Takes of each text with each kind.</summary>
    public required int Repeats { get; init; }

    /// <summary>Seed of all choices.</summary>
    public required long Seed { get; init; }

    /// <summary>Texts used at most, or null.</summary>
    public int? Limit { get; init; }

    /// <summary>Folder of the run.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Resolves the plan.</summary>
    /// <exception cref="InputException">The corpus cannot be read, or no text of it can be used.</exception>
    public RunPlan ToRunPlan()
    {
        Corpus corpus = CorpusReader.Read(Corpus);
        ImmutableArray<Utterance> used = [.. corpus.Utterances.Where(u => SpokenWords.Find(u.Text).Length is var n && n >= FewestWords && n <= MostWords).Take(Limit ?? int.MaxValue)];
        if (used.IsEmpty)
        {
            throw new InputException(FormattableString.Invariant($"no text has {FewestWords} to {MostWords} words"), Corpus, field: "--corpus");
        }

        // untouched takes are needed most: the rate of false alarms is small; a second system speaks each text with other voices
        IEnumerable<(FaultKind Kind, string Id, int Shift)> systems = Kinds.SelectMany(k => k == FaultKind.Untouched
            ? [(k, k.Name(), 0), (k, k.Name() + "-2", Repeats)]
            : new[] { (k, k.Name(), 0) });
        return new RunPlan
        {
            Systems = [.. systems.Select(s => new SystemSpec(s.Id, FaultyEngine.EngineName, null, ImmutableSortedDictionary<string, string>.Empty
                .Add("fault", s.Kind.Name()).Add("engine", Engine).Add("voices", string.Join('+', Voices))
                .Add("shift", FormattableString.Invariant($"{s.Shift}")).Add("recognizer", Recognizers[0].Split(',')[0])))],
            Corpora = [new PlannedCorpus(corpus, used)],
            Repeats = Repeats,
            Recognizers = Recognizers,
            Seed = Seed,
            Limit = Limit,
            OutputFolder = OutputFolder,
        };
    }
}
