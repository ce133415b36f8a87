using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PuppeteerSharp;

namespace PocketTts.Eval.Reports.Tests.Browser;

/// <summary>The system's Chromium, once for all tests, and a folder for pages. Tests skip where there is none.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private IBrowser? _browser;

    /// <summary>Folder for pages; deleted afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("pocket-eval-browser-").FullName;

    public async ValueTask InitializeAsync()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (program is not null)
        {
            _browser = await Puppeteer.LaunchAsync(new LaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
            });
        }
    }

    /// <summary>Opens a page file in a new tab that notes everything it should not do.</summary>
    /// <param name="path">The page.</param>
    /// <param name="fragment">Fragment with its number sign, or empty.</param>
    /// <param name="prepare">Called with the tab before the page is loaded.</param>
    internal async Task<WatchedPage> OpenAsync(string path, string fragment = "", Func<IPage, Task>? prepare = null)
    {
        SkipWithoutBrowser();
        IPage page = await _browser!.NewPageAsync();
        var watched = new WatchedPage(page);
        await page.SetViewportAsync(new ViewPortOptions { Width = 1600, Height = 1000 });
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GoToAsync(new Uri(path).AbsoluteUri + fragment, WaitUntilNavigation.Load);
        return watched;
    }

    /// <summary>Skips the test where there is no browser.</summary>
    internal void SkipWithoutBrowser() => Assert.SkipWhen(_browser is null, $"no browser here: none of {string.Join(", ", s_names)} is in PATH (Debian: apt-get install chromium)");

    /// <summary>Writes a run's page with a short sound for each take.</summary>
    internal async Task<string> WriteAsync(RunResult run, string name, int soundLimit, ReportOptions? options = null)
    {
        SkipWithoutBrowser();
        string folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.Combine(folder, "audio"));
        float[] tone = [.. Enumerable.Range(0, 12_000).Select(i => (float)(.4 * Math.Sin(i * .08) * Math.Sin(i * .0004)))];
        byte[] wav = WavWriter.ToBytes(new Waveform(tone, 24_000), out _);
        foreach (string hash in run.Takes.Select(t => t.Take.Synthesis?.AudioSha256).OfType<string>().Distinct().Take(soundLimit))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "audio", hash + ".wav"), wav);
        }

        string path = Path.Combine(folder, "report.html");
        await ReportWriter.WriteHtmlAsync([new ReportSource(run, folder)], path, options ?? ReportOptions.Default, TestContext.Current.CancellationToken);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
