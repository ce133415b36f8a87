using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text;

/// <summary>Compares the words that a normalizer leaves, at unit costs.</summary>
/// <param name="normalizer">The normalizer of both sides.</param>
public sealed class WordComparer(ITextNormalizer normalizer) : ITextComparer
{
    /// <inheritdoc/>
    public string Id => normalizer.Id;

    /// <inheritdoc/>
    public string Sha256 => normalizer.Sha256;

    /// <inheritdoc/>
    public IReferenceText Prepare(string text, ImmutableArray<string> acceptedForms) =>
        new Reference(normalizer, [Form.Of(normalizer, text), .. acceptedForms.Select(f => Form.Of(normalizer, f))]);

    private sealed class Reference(ITextNormalizer normalizer, ImmutableArray<Form> forms) : IReferenceText
    {
        public TextComparison Compare(string heard)
        {
            (ImmutableArray<string> words, ImmutableArray<TextSpan> spans) = Form.Of(normalizer, heard);
            int bestForm = 0;
            WordAlignment best = WordAligner.Align(forms[0].Words.AsSpan(), words.AsSpan());
            for (int i = 1; i < forms.Length && best.Counts.Errors > 0; i++)
            {
                WordAlignment alignment = WordAligner.Align(forms[i].Words.AsSpan(), words.AsSpan());
                if (alignment.Counts.Errors < best.Counts.Errors)
                {
                    bestForm = i;
                    best = alignment;
                }
            }

            return new TextComparison(bestForm, forms[bestForm].Words, forms[bestForm].Spans, words, spans, best.Edits, best.Counts);
        }
    }

    private sealed record Form(ImmutableArray<string> Words, ImmutableArray<TextSpan> Spans)
    {
        public static Form Of(ITextNormalizer normalizer, string text)
        {
            ImmutableArray<NormalizedWord> words = normalizer.Normalize(text).Words;
            return new Form([.. words.Select(w => w.Text)], [.. words.Select(w => new TextSpan(w.Start, w.End))]);
        }
    }
}
