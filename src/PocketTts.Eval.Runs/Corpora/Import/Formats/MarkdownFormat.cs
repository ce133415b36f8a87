using System.Text;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora.Import.Formats;

/// <summary>
/// Markdown: the text that a person would read out. Headings, paragraphs, list items and quotations are split into sentences; links are their
/// text; code blocks, tables, images, HTML, formulas, footnotes and front matter are left out.
/// </summary>
internal sealed class MarkdownFormat : ICorpusFormat
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UsePipeTables().UseGridTables().UseFootnotes().UseTaskLists().UseMathematics().UseEmphasisExtras().Build();

    public string Name => "markdown";

    public string Shape => "a page or blog post; headings, paragraphs, lists and quotations become sentences";

    public string? Recognize(ImportSource source) => source.Suffix is ".md" or ".markdown" or ".mdx" ? $"its name ends with {source.Suffix}" : null;

    public IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes)
    {
        var texts = new List<ImportedText>();
        ReadBlocks(Markdown.Parse(source.Text, s_pipeline), [], options, notes, texts);
        return texts;
    }

    private static void ReadBlocks(ContainerBlock container, string[] tags, ImportOptions options, ImportNotes notes, List<ImportedText> texts)
    {
        foreach (Block block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    string title = Text(heading.Inline, notes);
                    notes.Title ??= title.Trim() is { Length: > 0 } found ? found : null;
                    Add(heading, title, [.. tags, ImportTags.Heading], options, texts);
                    break;
                case ParagraphBlock paragraph:
                    Add(paragraph, Text(paragraph.Inline, notes), tags, options, texts);
                    break;
                case MathBlock:
                    notes.Skip("formula");
                    break;
                case CodeBlock and not YamlFrontMatterBlock:
                    notes.Skip("code block");
                    break;
                case Table:
                    notes.Skip("table");
                    break;
                case HtmlBlock:
                    notes.Skip("HTML block");
                    break;
                case FootnoteGroup footnotes:
                    footnotes.ToList().ForEach(_ => notes.Skip("footnote"));
                    break;
                case ListItemBlock item:
                    ReadBlocks(item, [.. tags.Union([ImportTags.List])], options, notes, texts);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote, [.. tags.Union([ImportTags.Quotation])], options, notes, texts);
                    break;
                case ContainerBlock inner:
                    ReadBlocks(inner, tags, options, notes, texts);
                    break;
                default:
                    // rules, link definitions, front matter: nothing to say
                    break;
            }
        }
    }

    private static void Add(Block block, string text, string[] tags, ImportOptions options, List<ImportedText> texts)
    {
        IEnumerable<string> pieces = options.Unit == TextUnit.Sentence ? SentenceSplitter.Split(text, options.Language) : [text.Trim()];
        string[] all = options.Unit == TextUnit.Paragraph && !tags.Contains(ImportTags.Heading) ? [.. tags, ImportTags.Paragraph] : tags;
        texts.AddRange(pieces.Where(p => p.Any(char.IsLetterOrDigit)).Select(p => new ImportedText(block.Line + 1, p) { Tags = [.. all] }));
    }

    private static string Text(ContainerInline? inlines, ImportNotes notes)
    {
        var text = new StringBuilder();
        Append(inlines, text, notes);
        return text.ToString();
    }

    private static void Append(ContainerInline? inlines, StringBuilder text, ImportNotes notes)
    {
        foreach (Inline inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case HtmlInline html:
                    text.Append(html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : string.Empty);
                    break;
                case LinkInline { IsImage: true }:
                    notes.Skip("image");
                    break;
                case MathInline:
                    notes.Skip("formula");
                    break;
                case FootnoteLink or TaskList:
                    break;
                case ContainerInline container:
                    Append(container, text, notes);
                    break;
                default:
                    break;
            }
        }
    }
}
