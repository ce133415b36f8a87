using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>Which precisions and voices are wanted.</summary>
/// <param name="Precisions">Names; empty: each model's default. <c>all</c> means all of them, <c>q8</c> is another word for <c>quantized</c>.</param>
/// <param name="Voices">Names; empty: each model's default. <c>all</c> means all of them.</param>
public sealed record FileSelection(ImmutableArray<string> Precisions, ImmutableArray<string> Voices)
{
    private const string All = "all";

    /// <summary>What a model gives when nothing is named.</summary>
    public static FileSelection Default { get; } = new([], []);

    /// <summary>The files of a model that are wanted; names that are not the model's are left out.</summary>
    /// <param name="model">A model.</param>
    /// <returns>Files in their order.</returns>
    public ImmutableArray<CatalogFile> Of(CatalogModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        HashSet<string> precisions = Names(Wanted, model.Precisions, model.DefaultPrecision is null ? [] : [model.DefaultPrecision]);
        HashSet<string> voices = Names(Voices, model.Voices, model.DefaultVoices.IsEmpty ? model.Voices : model.DefaultVoices);
        return [.. model.Files.Where(f => (f.Precision is null || precisions.Contains(f.Precision)) && (f.Voice is null || voices.Contains(f.Voice)))];
    }

    /// <summary>Refuses names that neither a model nor what it requires has.</summary>
    /// <param name="id">Id of the model the user named.</param>
    /// <param name="models">The model and what it requires.</param>
    /// <exception cref="InputException">A precision or voice does not exist.</exception>
    public void ThrowIfUnknown(string id, IReadOnlyList<CatalogModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Check("--precision", Wanted, [.. models.SelectMany(m => m.Precisions).Distinct(StringComparer.Ordinal)]);
        Check("--voices", Voices, [.. models.SelectMany(m => m.Voices).Distinct(StringComparer.Ordinal)]);

        void Check(string option, ImmutableArray<string> wanted, ImmutableArray<string> known)
        {
            // a model without precisions is simply fetched; the option is meant for another one
            string? unknown = wanted.FirstOrDefault(w => w != All && !known.Contains(w));
            if (unknown is not null && !known.IsEmpty)
            {
                bool isShort = known.Length <= 12;
                throw new InputException($"'{id}' has no '{unknown}'", field: option, expected: isShort ? string.Join(", ", known.Prepend(All)) : null, remedy: isShort ? null : NearestName.Suggest(unknown, known));
            }
        }
    }

    private ImmutableArray<string> Wanted => [.. Precisions.Select(p => p == "q8" ? "quantized" : p)];

    private static HashSet<string> Names(ImmutableArray<string> wanted, ImmutableArray<string> known, ImmutableArray<string> otherwise) =>
        wanted.IsEmpty ? [.. otherwise] : wanted.Contains(All) ? [.. known] : [.. wanted.Intersect(known, StringComparer.Ordinal)];
}
