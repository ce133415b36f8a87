using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Cli.Viewing;

/// <summary>
/// Serves a run folder on this computer only. A page elsewhere on the web cannot read it: it answers only who asks for this address by name (DNS
/// rebinding), allows no other origin, and only reads.
/// </summary>
internal sealed class RunServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where the report is.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="port">Port on 127.0.0.1; 0 for any that is free.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    /// <exception cref="InputException">The port cannot be used.</exception>
    public static async Task<RunServer> StartAsync(string folder, int port, CancellationToken cancellationToken)
    {
        // empty: no configuration of others, no log on stdout, no environment variable that opens another address
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        WebApplication app = builder.Build();
        var files = new RunFiles(folder);
        app.Run(context => AnswerAsync(context, files));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException problem)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new InputException(FormattableString.Invariant($"port {port} cannot be used ({problem.Message})"), field: "--port", remedy: "choose another, or leave it out for any that is free", innerException: problem);
        }

        return new RunServer(app, new Uri(app.Urls.Single() + "/"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // a player may hold a connection open: nobody waits for it
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext context, RunFiles files)
    {
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers[HeaderNames.XFrameOptions] = "DENY";
        response.Headers[HeaderNames.CacheControl] = "no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!IsThisAddress(request.Host, context.Connection.LocalPort))
        {
            await RefuseAsync(response, StatusCodes.Status403Forbidden, "This server answers only to 127.0.0.1 and localhost.").ConfigureAwait(false);
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers[HeaderNames.Allow] = "GET, HEAD";
            await RefuseAsync(response, StatusCodes.Status405MethodNotAllowed, "This server only reads.").ConfigureAwait(false);
        }
        else if (files.Find(request.Path.Value ?? "/") is not var (file, type))
        {
            await RefuseAsync(response, StatusCodes.Status404NotFound, "The run folder has no such file.").ConfigureAwait(false);
        }
        else
        {
            var tag = new EntityTagHeaderValue(FormattableString.Invariant($"\"{new FileInfo(file).Length:x}-{File.GetLastWriteTimeUtc(file).Ticks:x}\""));
            await TypedResults.PhysicalFile(file, type, entityTag: tag, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    private static bool IsThisAddress(HostString host, int port) =>
        host.Port == port && (host.Host is "127.0.0.1" || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase));

    private static Task RefuseAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(message + "\n");
    }
}
