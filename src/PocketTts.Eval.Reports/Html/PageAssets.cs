using System.Security.Cryptography;
using System.Text;

namespace PocketTts.Eval.Reports.Html;

/// <summary>The page's own style sheet and script, and the policy that lets nothing else run.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("report.css") + Read("explorer.css") + Read("print.css");

    public static string Script { get; } = "(() => {\n'use strict';\n" + Read("data.js") + Read("takes.js") + Read("explorer.js") + "})();\n";

    /// <summary>
    /// Content security policy: nothing loads but sound beside the page, nothing runs but the script with this hash
    /// (CSP level 2, hash sources). <c>file:</c> stands beside <c>'self'</c> because a page opened from disk has no origin.
    /// </summary>
    /// <param name="hasEmbeddedSound">True when the page holds sounds itself, which are <c>data:</c> then.</param>
    public static string Policy(bool hasEmbeddedSound) =>
        $"default-src 'none'; script-src '{s_scriptHash}'; style-src '{s_styleHash}'; media-src 'self' file:{(hasEmbeddedSound ? " data:" : string.Empty)}; base-uri 'none'; form-action 'none'";

    private static readonly string s_scriptHash = Hash(Script);

    private static readonly string s_styleHash = Hash(Style);

    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream("PocketTts.Eval.Reports.Html.Assets." + name)
            ?? throw new InvalidOperationException($"the resource {name} is not in the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
