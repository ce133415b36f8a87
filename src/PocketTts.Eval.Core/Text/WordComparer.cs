using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text;

/// <summary>Compares the words that a normalizer leaves, at unit costs. Accepted forms may hold <see cref="Alternatives"/>.</summary>
/// <param name="normalizer">The normalizer of both sides.</param>
public sealed class WordComparer(ITextNormalizer normalizer) : ITextComparer
{
    /// <inheritdoc/>
    public string Id => normalizer.Id;

    /// <inheritdoc/>
    public string Sha256 => normalizer.Sha256;

    /// <inheritdoc/>
    public IReferenceText Prepare(string text, ImmutableArray<string> acceptedForms) =>
        new Reference(normalizer, [WordPath.Of(0, normalizer, text), .. acceptedForms.SelectMany((form, i) => Read(i + 1, form))]);

    private IEnumerable<IWordForm> Read(int index, string form)
    {
        if (!Alternatives.Has(form))
        {
            return [WordPath.Of(index, normalizer, form)];
        }

        // only the plain rules read each part by itself; others read numbers across parts
        return normalizer is PlainNormalizer
            ? [WordGraph.Of(index, normalizer, form)]
            : WordPath.AllOf(index, normalizer, form);
    }

    private sealed class Reference(ITextNormalizer normalizer, ImmutableArray<IWordForm> forms) : IReferenceText
    {
        public TextComparison Compare(string heard)
        {
            var words = WordPath.Of(0, normalizer, heard);
            TextComparison best = forms[0].Compare(words);
            for (int i = 1; i < forms.Length && best.Counts.Errors > 0; i++)
            {
                TextComparison comparison = forms[i].Compare(words);
                best = comparison.Counts.Errors < best.Counts.Errors ? comparison : best;
            }

            return best;
        }

        public string? Notation(string heard)
        {
            string?[] notations = [.. forms.Select(f => f.Notation())];
            return notations.Length > LatticeNotation.MaxReadings || notations.Contains(null) ? null : LatticeNotation.AnyOf(notations!);
        }
    }

    private interface IWordForm
    {
        TextComparison Compare(WordPath heard);

        string? Notation();
    }

    private sealed record WordPath(int Index, ImmutableArray<string> Words, ImmutableArray<TextSpan> Spans) : IWordForm
    {
        public static WordPath Of(int index, ITextNormalizer normalizer, string text)
        {
            ImmutableArray<NormalizedWord> words = normalizer.Normalize(text).Words;
            return new WordPath(index, [.. words.Select(w => w.Text)], [.. words.Select(w => new TextSpan(w.Start, w.End))]);
        }

        public static IEnumerable<WordPath> AllOf(int index, ITextNormalizer normalizer, string form)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (TracedReading reading in Alternatives.ExpandTraced(form))
            {
                NormalizedText text = normalizer.Normalize(reading.Text);
                if (seen.Add(string.Join(' ', text.Words.Select(w => w.Text))))
                {
                    yield return new WordPath(
                        index, [.. text.Words.Select(w => w.Text)], [.. text.Words.Select(w => reading.InForm(w.Start, w.End))]);
                }
            }
        }

        public string Notation() => string.Join(' ', Words.Select(ScliteWord.Of));

        public TextComparison Compare(WordPath heard)
        {
            WordAlignment alignment = WordAligner.Align(Words.AsSpan(), heard.Words.AsSpan());
            return new TextComparison(Index, Words, Spans, heard.Words, heard.Spans, alignment.Edits, alignment.Counts);
        }
    }

    private sealed record WordGraph(int Index, WordLattice Lattice, ImmutableArray<TextSpan> Spans) : IWordForm
    {
        public static WordGraph Of(int index, ITextNormalizer normalizer, string form)
        {
            var builder = new WordLatticeBuilder();
            ImmutableArray<TextSpan>.Builder spans = ImmutableArray.CreateBuilder<TextSpan>();
            Alternatives.Write(form, builder, (start, end) =>
            {
                foreach (NormalizedWord word in normalizer.Normalize(form[start..end]).Words)
                {
                    builder.Tag = spans.Count;
                    builder.Add(word.Text);
                    spans.Add(new TextSpan(start + word.Start, start + word.End));
                }
            });
            return new WordGraph(index, builder.Build(), spans.DrainToImmutable());
        }

        public string? Notation() => LatticeNotation.Write(Lattice);

        public TextComparison Compare(WordPath heard)
        {
            LatticeAlignment alignment = LatticeAligner.Align(Lattice, WordLattice.FromWords(heard.Words.AsSpan()), AlignmentCosts.Unit);
            LatticeArc[] path = [.. alignment.ReferenceArcs.Select(a => Lattice.Arcs[a])];
            return new TextComparison(
                Index, [.. path.Select(a => a.Word!)], [.. path.Select(a => Spans[a.Tag])], heard.Words, heard.Spans, alignment.Edits, alignment.Counts);
        }
    }
}
