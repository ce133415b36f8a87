using System.Globalization;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace PocketTts.Eval.Reports.Tests.Browser;

/// <summary>
/// Pictures of a real report for people to look at: set POCKET_EVAL_SCREENSHOTS to a folder that holds report.html. The first two texts are open. Says too how
/// long the page took to load and how evenly it scrolls.
/// </summary>
public sealed class ScreenshotTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(390, "light")]
    [InlineData(390, "dark")]
    [InlineData(1600, "light")]
    [InlineData(1600, "dark")]
    public async Task Report_OfThatFolder_IsPictured(int width, string theme)
    {
        string? folder = Environment.GetEnvironmentVariable("POCKET_EVAL_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "POCKET_EVAL_SCREENSHOTS names no folder with a report.html");
        await using WatchedPage page = await browser.OpenAsync(Path.GetFullPath(Path.Combine(folder!, "report.html")), prepare: async tab =>
        {
            await tab.SetViewportAsync(new ViewPortOptions { Width = width, Height = 1000 });
            await tab.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        });
        double loaded = await page.Ask<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        double slowest = await page.Page.EvaluateFunctionAsync<double>("""
            async () => {
              let slowest = 0;
              let last = await new Promise(requestAnimationFrame);
              for (let i = 0; i < 120; i++) {
                scrollBy(0, 60);
                const now = await new Promise(requestAnimationFrame);
                slowest = Math.max(slowest, now - last);
                last = now;
              }
              scrollTo(0, 0);
              return slowest;
            }
            """);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loaded in {loaded:F0} ms; slowest of 120 frames while scrolling {slowest:F0} ms"));
        await page.Page.EvaluateExpressionAsync("[...document.querySelectorAll('.u')].slice(0, 2).forEach(u => u.toggle())");
        int height = await page.Ask<int>("document.documentElement.scrollHeight");
        for (int top = 0, part = 1; top < Math.Min(height, 14_000); top += 2000, part++)
        {
            await page.Page.ScreenshotAsync(
                Path.Combine(folder!, string.Create(CultureInfo.InvariantCulture, $"{width}-{theme}-{part}.png")),
                new ScreenshotOptions { Clip = new Clip { X = 0, Y = top, Width = width, Height = Math.Min(2000, height - top) }, CaptureBeyondViewport = true });
        }

        page.AssertClean();
    }
}
