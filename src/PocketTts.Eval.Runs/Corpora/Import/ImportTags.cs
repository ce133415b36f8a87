using System.Collections.Frozen;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>Tags that importers give.</summary>
internal static class ImportTags
{
    public const string Heading = "heading";
    public const string List = "list";
    public const string Quotation = "quotation";
    public const string Paragraph = UtteranceRules.ParagraphTag;
    public const string Dialogue = "dialogue";

    /// <summary>What they mean.</summary>
    public static FrozenDictionary<string, string> Meanings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Heading] = "a heading",
        [List] = "an item of a list",
        [Quotation] = "a quotation set off from the text",
        [Paragraph] = "several sentences, maybe more than a recognizer hears in one go",
        [Dialogue] = "a turn of a dialogue",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
