using System.Globalization;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Names texts without filling the screen.</summary>
internal static class TextList
{
    private const int Named = 3;

    /// <summary>E.g. <c>12 texts (a/1, a/2, a/3, …)</c>.</summary>
    public static string Describe(IReadOnlyCollection<TextKey> texts) =>
        $"{texts.Count.ToString(CultureInfo.InvariantCulture)} {(texts.Count == 1 ? "text" : "texts")} ({string.Join(", ", texts.Take(Named))}{(texts.Count > Named ? ", …" : string.Empty)})";
}
