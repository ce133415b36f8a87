using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PocketTts.Eval.Models.Tests.OpenAiSpeech;

/// <summary>A speech server on this computer that answers as a test wants it to.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<int, HttpListenerContext, Task> _answer;
    private int _count;

    public TestServer(Func<int, HttpListenerContext, Task> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{Port}/"));
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public string Url => FormattableString.Invariant($"http://127.0.0.1:{Port}/v1");

    /// <summary>Method, path, key and body of each request.</summary>
    public List<(string Method, string Path, string? Key, string Body)> Requests { get; } = [];

    /// <summary>Sends a body at once.</summary>
    public static async Task SendAsync(HttpListenerContext context, int status, string? type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    public static Task SendAsync(HttpListenerContext context, int status, string type, string body) => SendAsync(context, status, type, Encoding.UTF8.GetBytes(body));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                Requests.Add((context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
                _ = _answer(_count++, context);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
