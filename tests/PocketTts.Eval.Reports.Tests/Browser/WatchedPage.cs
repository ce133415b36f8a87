using System.Collections.Concurrent;
using PuppeteerSharp;

namespace PocketTts.Eval.Reports.Tests.Browser;

/// <summary>A tab with everything it said, asked for or tried.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly ConcurrentQueue<string> _requests = [];

    public WatchedPage(IPage page)
    {
        Page = page;
        page.Console += (_, e) =>
        {
            if (e.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                _problems.Enqueue($"console: {e.Message.Text}");
            }
        };
        page.PageError += (_, e) => _problems.Enqueue($"script: {e.Message}");
        page.Request += (_, e) => _requests.Enqueue(e.Request.Url);
        page.Dialog += async (_, e) =>
        {
            _problems.Enqueue($"dialog: {e.Dialog.Message}");
            await e.Dialog.Dismiss();
        };
    }

    public IPage Page { get; }

    /// <summary>Fails when anything went wrong or anything but files was asked for.</summary>
    public void AssertClean()
    {
        Assert.Empty(_problems);
        Assert.All(_requests, url => Assert.True(url.StartsWith("file:", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
    }

    public Task<T> Ask<T>(string script) => Page.EvaluateExpressionAsync<T>(script);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
