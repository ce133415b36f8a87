using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Reports.Model;

/// <summary>A text with the takes of all systems that spoke it, in whatever run.</summary>
/// <param name="Index">Its place in the plans, from 0.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="Utterance">The text.</param>
/// <param name="Systems">Systems that have takes of it, in order.</param>
internal sealed record ReportText(int Index, string Corpus, Utterance Utterance, ImmutableArray<SystemTakes> Systems)
{
    /// <summary>What texts are sorted by.</summary>
    public long Trouble => Systems.Sum(s => s.Trouble);

    /// <summary>Corpus and id.</summary>
    public string Name => Corpus + "/" + Utterance.Id;

    /// <summary>The most words that a take of it was compared with; 0 when none was.</summary>
    public int WordCount { get; } = Systems.SelectMany(s => s.Counted).Select(c => c.Score.ReferenceWords.Length).DefaultIfEmpty(0).Max();
}
