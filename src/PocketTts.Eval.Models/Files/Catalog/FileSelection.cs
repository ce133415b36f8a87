using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>Which precisions and voices of a model are wanted.</summary>
/// <param name="Precisions">Names; empty: the model's default. <c>all</c> means all of them, <c>q8</c> is another word for <c>quantized</c>.</param>
/// <param name="Voices">Names; empty: the model's default. <c>all</c> means all of them.</param>
public sealed record FileSelection(ImmutableArray<string> Precisions, ImmutableArray<string> Voices)
{
    private const string All = "all";

    /// <summary>What a model gives when nothing is named.</summary>
    public static FileSelection Default { get; } = new([], []);

    /// <summary>The files that are wanted.</summary>
    /// <param name="model">A model.</param>
    /// <param name="isNamed">True when the user named this model: a precision or voice it does not have is an error then.</param>
    /// <returns>Files in their order.</returns>
    /// <exception cref="InputException">A precision or voice is not one of the model's.</exception>
    public ImmutableArray<CatalogFile> Of(CatalogModel model, bool isNamed = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        HashSet<string> precisions = Names(Precisions.Select(p => p == "q8" ? "quantized" : p), model.Precisions, model.DefaultPrecision is null ? [] : [model.DefaultPrecision], "--precision", model, isNamed);
        HashSet<string> voices = Names(Voices, model.Voices, model.DefaultVoices.IsEmpty ? model.Voices : model.DefaultVoices, "--voices", model, isNamed);
        return [.. model.Files.Where(f => (f.Precision is null || precisions.Contains(f.Precision)) && (f.Voice is null || voices.Contains(f.Voice)))];
    }

    private static HashSet<string> Names(IEnumerable<string> wanted, ImmutableArray<string> known, ImmutableArray<string> otherwise, string option, CatalogModel model, bool isNamed)
    {
        string[] names = [.. wanted];
        if (names.Length == 0)
        {
            return [.. otherwise];
        }

        if (names.Contains(All))
        {
            return [.. known];
        }

        if (known.IsEmpty)
        {
            return [];
        }

        string[] unknown = [.. names.Except(known, StringComparer.Ordinal)];
        return unknown.Length == 0 || !isNamed
            ? [.. names.Intersect(known, StringComparer.Ordinal)]
            : throw new InputException($"'{model.Id}' has no '{unknown[0]}'", field: option, expected: known.Length <= 30 ? string.Join(", ", known.Prepend(All)) : null, remedy: known.Length <= 30 ? null : NearestName.Suggest(unknown[0], known));
    }
}
