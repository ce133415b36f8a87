using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// Writes HTML that is well-formed and escaped by construction: text goes through <see cref="Text"/>, elements close in
/// the order they opened, and only elements and attributes of the report's vocabulary can be written. There are
/// no event attributes, no <c>style</c> attribute, and links reach fragments and relative paths only.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.Ordinal,
        "html", "head", "meta", "title", "body", "header", "main", "footer", "nav", "section", "h1", "h2", "h3", "h4", "p", "ul", "li",
        "dl", "dt", "dd", "div", "span", "b", "small", "sup", "bdi", "del", "ins", "a", "noscript", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "details", "summary", "figure",
        "svg", "g", "path", "rect", "ellipse", "text", "clipPath", "defs");

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal,
        "lang", "charset", "name", "content", "http-equiv", "class", "id", "title", "href", "dir", "role", "scope", "hidden", "open", "tabindex",
        "aria-label", "aria-hidden", "aria-labelledby", "colspan", "data-label",
        "viewBox", "width", "height", "x", "y", "cx", "cy", "rx", "ry", "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
        "transform", "font-size", "text-anchor", "clip-path");

    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<>\"\n\t");

    private static readonly SearchValues<char> LocalCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/%");

    private readonly Stack<string> _open = new();

    /// <summary>Writes the document type.</summary>
    public void Doctype() => output.Write("<!doctype html>\n");

    /// <summary>Opens an element that ends when the result is disposed.</summary>
    /// <param name="name">Element name of the vocabulary.</param>
    /// <param name="attributes">Names of the vocabulary with values; a null value leaves the attribute out.</param>
    /// <returns>Ends the element.</returns>
    public Scope Element(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _open.Push(name);
        return new Scope(this, name);
    }

    /// <summary>Writes an element without content.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        if (name != "meta")
        {
            output.Write("</");
            output.Write(name);
            output.Write('>');
        }
    }

    /// <summary>Writes an element that holds text.</summary>
    public void Leaf(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Element(name, attributes))
        {
            Text(text);
        }
    }

    /// <summary>Writes text of any origin.</summary>
    public void Text(string text) => Escape(VisibleText.Of(text), isAttribute: false);

    /// <summary>Ends a line of the source, to keep the file readable; only where blanks do not matter.</summary>
    public void Line() => output.Write('\n');

    /// <summary>Writes a style sheet of our own.</summary>
    /// <param name="css">A constant; its SHA-256 is in the page's content security policy.</param>
    public void Style(string css) => Raw("style", css);

    /// <summary>Writes a script of our own.</summary>
    /// <param name="script">A constant; its SHA-256 is in the page's content security policy.</param>
    public void Script(string script) => Raw("script", script);

    /// <summary>Writes data for the script: an element that no browser runs.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="json">JSON, UTF-8, in which <c>&lt;</c> is escaped.</param>
    public void Data(string id, ReadOnlySpan<byte> json)
    {
        if (json.Contains((byte)'<'))
        {
            throw new ArgumentException("this content would end the script element", nameof(json));
        }

        output.Write("<script type=\"application/json\" id=\"");
        Escape(id, isAttribute: true);
        output.Write("\">");
        // piece by piece: the whole as one string would double it
        char[] chars = new char[1 << 15];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        while (!json.IsEmpty)
        {
            decoder.Convert(json, chars, flush: false, out int used, out int made, out _);
            output.Write(chars, 0, made);
            json = json[used..];
        }

        output.Write("</script>\n");
    }

    private void Raw(string name, string content)
    {
        if (content.Contains("</", StringComparison.Ordinal) || content.Contains("<!--", StringComparison.Ordinal))
        {
            throw new ArgumentException($"this content would end the {name} element", nameof(content));
        }

        output.Write('<');
        output.Write(name);
        output.Write('>');
        output.Write(content);
        output.Write("</");
        output.Write(name);
        output.Write(">\n");
    }

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!Elements.Contains(name))
        {
            throw new ArgumentException($"the report has no element {name}", nameof(name));
        }

        output.Write('<');
        output.Write(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            if (!Attributes.Contains(attribute) || (attribute == "href" && !IsLocal(value)))
            {
                throw new ArgumentException($"the report has no attribute {attribute}=\"{value}\"", nameof(attributes));
            }

            output.Write(' ');
            output.Write(attribute);
            if (value.Length > 0)
            {
                output.Write("=\"");
                Escape(VisibleText.Of(value), isAttribute: true);
                output.Write('"');
            }
        }

        output.Write('>');
    }

    // a fragment, or a relative path of plain characters: never a scheme or a host; only a sound may lie in another folder than the page's
    private static bool IsLocal(string link)
    {
        string path = link;
        while (link.EndsWith(".wav", StringComparison.Ordinal) && path.StartsWith("../", StringComparison.Ordinal))
        {
            path = path[3..];
        }

        return path.Length > 1
            && (path[0] is '#' or '%' || char.IsAsciiLetterOrDigit(path[0]))
            && path.AsSpan(1).IndexOfAnyExcept(LocalCharacters) < 0
            && !path.Contains("..", StringComparison.Ordinal);
    }

    private void Escape(string text, bool isAttribute)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.Length > 0)
        {
            int special = isAttribute ? rest.IndexOfAny(AttributeSpecials) : rest.IndexOfAny('&', '<', '>');
            if (special < 0)
            {
                output.Write(rest);
                return;
            }

            output.Write(rest[..special]);
            output.Write(rest[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\n' => "&#10;",
                _ => "&#9;",
            });
            rest = rest[(special + 1)..];
        }
    }

    private void End(string name)
    {
        if (_open.Count == 0 || _open.Pop() != name)
        {
            throw new InvalidOperationException($"the element {name} is not the innermost one");
        }

        output.Write("</");
        output.Write(name);
        output.Write('>');
    }

    /// <summary>Ends an element.</summary>
    public readonly struct Scope(HtmlWriter writer, string name) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => writer.End(name);
    }
}
