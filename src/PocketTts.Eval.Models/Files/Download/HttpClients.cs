using System.Net;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>Makes the client that downloads use.</summary>
internal static class HttpClients
{
    /// <summary>
    /// A client that follows no redirects, unpacks nothing, keeps no cookies, and uses the proxy the system or the variables
    /// HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY name.
    /// </summary>
    /// <returns>A client; the caller disposes it.</returns>
    public static HttpMessageInvoker Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = true,
        DefaultProxyCredentials = null,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseHeadersLength = 64,
    });
}
