using System.Text.RegularExpressions;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>The forms of names, hashes and addresses in a manifest.</summary>
internal static partial class CatalogNames
{
    /// <summary>Form of an id, in words.</summary>
    public const string IdForm = "lower-case letters, digits, '.', '-' and '_', at most 64";

    /// <summary>Form of a hash, in words.</summary>
    public const string Sha256Form = "64 lower-case hexadecimal digits, or null";

    /// <summary>Form of an address, in words.</summary>
    public const string AddressForm = "an http or https address without a user name, query or fragment";

    private static readonly string[] Archives = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".zip"];

    /// <summary>Whether a text can name a model or a precision.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>Whether a text can name a voice.</summary>
    public static bool IsVoice(string text) => Voice().IsMatch(text);

    /// <summary>Whether a text is a SHA-256.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>Whether a file name is that of an archive that can be unpacked.</summary>
    public static bool IsArchive(string name) => Archives.Any(a => name.EndsWith(a, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a text is an address a file can be fetched from.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0;

    /// <summary>The address of a name below a folder's address.</summary>
    /// <param name="folder">Address that ends in <c>/</c>.</param>
    /// <param name="name">Relative name; its parts are escaped.</param>
    public static Uri Below(Uri folder, string name) => new(folder, string.Join('/', name.Split('/').Select(Uri.EscapeDataString)));

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex Voice();
}
