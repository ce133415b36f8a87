using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PocketTts.Eval.TestSupport;

/// <summary>An HTTP/1.1 server on this computer that answers as it is told, down to the byte at which it breaks off.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<SeenRequest, ServerReply> _answer;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();

    public LoopbackServer(Func<SeenRequest, ServerReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Root => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>Answers with a file as a good server does: ranges, If-Range, ETag.</summary>
    public static ServerReply File(SeenRequest request, byte[] content, string? etag = null)
    {
        bool isSame = request["If-Range"] is not { } condition || condition == etag;
        ServerReply reply = request.From is { } from && isSame
            ? from < content.Length
                ? new ServerReply { Status = 206, Body = content[from..] }.With("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}")
                : new ServerReply { Status = 416 }.With("Content-Range", $"bytes */{content.Length}")
            : new ServerReply { Body = content };
        return etag is null ? reply : reply.With("ETag", etag);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReadRequestAsync(stream) is { } request)
            {
                _seen.Enqueue(request);
                ServerReply reply = _answer(request);
                byte[] all = Bytes(reply);
                int cut = reply.CutAfter is { } at ? Math.Min(at, all.Length) : all.Length;
                await stream.WriteAsync(all.AsMemory(0, cut), _stop.Token);
                await stream.FlushAsync(_stop.Token);
                if (cut < all.Length && reply.Stalls)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }

                if (cut < all.Length || reply.Closes || reply.Length == -1)
                {
                    if (reply.Resets)
                    {
                        socket.LingerState = new LingerOption(true, 0);
                    }
                    else
                    {
                        socket.Shutdown(SocketShutdown.Send);
                    }

                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private static byte[] Bytes(ServerReply reply)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\n");
        foreach ((string name, string value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (reply.IsChunked)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }
        else if (reply.Length != -1)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Length ?? reply.Body.Length}\r\n");
        }

        head.Append("\r\n");
        byte[] body = reply.Body;
        if (reply.IsChunked)
        {
            using var chunks = new MemoryStream();
            foreach (byte[] chunk in reply.Body.Chunk(1000))
            {
                chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
                chunks.Write(chunk);
                chunks.Write("\r\n"u8);
            }

            chunks.Write("0\r\n\r\n"u8);
            body = chunks.ToArray();
        }

        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }

    private async Task<SeenRequest?> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            text.Append((char)one[0]);
        }

        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new SeenRequest(
            lines[0].Split(' ')[1],
            lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1], StringComparer.OrdinalIgnoreCase));
    }
}
