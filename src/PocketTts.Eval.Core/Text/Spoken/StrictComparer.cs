using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>
/// Compares every reading of a text with every reading of a transcript (<see cref="StrictNormalizer"/>) and takes the pair with the fewest errors, then
/// the fewest substitutions, then the shortest reading. Two neighbouring words may also be one where the other side writes them together (<c>every one</c>, <c>everyone</c>). Accepted forms may hold <see cref="Alternatives"/>.
/// </summary>
public sealed class StrictComparer : ITextComparer
{
    private readonly StrictNormalizer _normalizer = new();

    /// <inheritdoc/>
    public string Id => _normalizer.Id;

    /// <inheritdoc/>
    public string Sha256 => _normalizer.Sha256;

    /// <inheritdoc/>
    public IReferenceText Prepare(string text, ImmutableArray<string> acceptedForms) =>
        new Reference([StrictNormalizer.Read(text), .. acceptedForms.Select(StrictReader.ReadForm)]);

    private sealed class Reference(ImmutableArray<SpokenText> forms) : IReferenceText
    {
        public TextComparison Compare(string heard)
        {
            SpokenText transcript = StrictNormalizer.Read(heard);
            TextComparison best = Compare(0, transcript);
            for (int i = 1; i < forms.Length && best.Counts.Errors > 0; i++)
            {
                TextComparison comparison = Compare(i, transcript);
                if (comparison.Counts.Errors < best.Counts.Errors)
                {
                    best = comparison;
                }
            }

            return best;
        }

        public string? Notation(string heard)
        {
            SpokenText transcript = StrictNormalizer.Read(heard);
            string?[] notations = [.. forms.Select(f => LatticeNotation.Write(Compounds.Join(f, transcript).Lattice))];
            return notations.Contains(null) ? null : LatticeNotation.AnyOf(notations!);
        }

        private TextComparison Compare(int form, SpokenText transcript)
        {
            SpokenText reference = Compounds.Join(forms[form], transcript);
            SpokenText hypothesis = Compounds.Join(transcript, forms[form]);
            LatticeAlignment alignment = SegmentedAligner.Align(reference.Lattice, hypothesis.Lattice, AlignmentCosts.Unit, LatticeTie.ShortestReading);
            return new TextComparison(
                form,
                [.. alignment.ReferenceArcs.Select(a => reference.Lattice.Arcs[a].Word!)],
                [.. alignment.ReferenceArcs.Select(a => reference.Tokens[reference.Lattice.Arcs[a].Tag])],
                [.. alignment.HypothesisArcs.Select(a => hypothesis.Lattice.Arcs[a].Word!)],
                [.. alignment.HypothesisArcs.Select(a => hypothesis.Tokens[hypothesis.Lattice.Arcs[a].Tag])],
                alignment.Edits,
                alignment.Counts);
        }
    }
}
