using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>
/// The user's settings for the Hugging Face hub: <c>HF_ENDPOINT</c> is asked instead of the hub, <c>HF_TOKEN</c> opens gated
/// repositories. The token goes to that one server only, over https (or to this computer), whatever redirects say.
/// </summary>
internal sealed class HubAccess
{
    private readonly Uri _endpoint;
    private readonly string? _token;

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <exception cref="InputException">The endpoint is no address, or the token is no token.</exception>
    public HubAccess(Func<string, string?> environment)
    {
        string endpoint = environment("HF_ENDPOINT") is { Length: > 0 } named ? named : "https://" + HuggingFaceAddress.Host;
        if (!CatalogNames.IsAddress(endpoint))
        {
            throw new InputException("is no address", field: "HF_ENDPOINT", expected: CatalogNames.AddressForm);
        }

        _endpoint = new Uri(endpoint.EndsWith('/') ? endpoint : endpoint + "/");
        _token = environment("HF_TOKEN") is { Length: > 0 } token ? token.Trim() : null;
        if (_token is not null && _token.Any(c => c is <= ' ' or > '~'))
        {
            // the value itself must not be shown
            throw new InputException("has characters that no token has", field: "HF_TOKEN", expected: "the token alone");
        }
    }

    /// <summary>The address to ask for an address of the manifest: one on the hub moves to the user's endpoint.</summary>
    public Uri Resolve(Uri uri) => HuggingFaceAddress.TryParse(uri) is null ? uri : new Uri(_endpoint, uri.AbsolutePath.TrimStart('/'));

    /// <summary>The token for a request, or null when the request must not carry it.</summary>
    public string? TokenFor(Uri uri) =>
        _token is not null
        && Uri.Compare(uri, _endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
            ? _token
            : null;
}
