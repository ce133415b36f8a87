using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace PocketTts.Eval.Reports.Tests.Browser;

/// <summary>The page as a reader meets it: in a browser, from disk.</summary>
public sealed class ReportInBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // the least contrast of all shown texts against what is behind them (WCAG 2.2, 1.4.3), and where
    private const string LeastContrast = """
        (() => {
          const parse = color => { const n = color.match(/[\d.]+/g).map(Number); return color.startsWith('color(') ? [n[0]*255, n[1]*255, n[2]*255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
          const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
            return layers.reverse().reduce((under, top) => over(top, under), parse(matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(0,0,0)' : 'rgb(255,255,255)'));
          };
          let least = [99, ''];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || ['SCRIPT', 'NOSCRIPT', 'STYLE', 'OPTION'].includes(element.tagName) || !element.getClientRects().length || element.closest('[disabled], [aria-hidden=true]')) continue;
            const style = getComputedStyle(element);
            const back = behind(element);
            const front = over(parse(element.closest('svg') ? style.fill : style.color), back);
            const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
            const ratio = (a + .05) / (b + .05) * (large ? 1.5 : 1);
            if (ratio < least[0]) least = [ratio, element.outerHTML.slice(0, 200)];
          }
          return least[0].toFixed(2) + ' ' + least[1];
        })()
        """;

    [Fact]
    public async Task Page_FilterOpenAndPlay_WorksWithoutErrorOrNetwork()
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Small, "small", soundLimit: 1000));

        Assert.Equal("40 of 40 texts, page 1 of 2", await page.Ask<string>("shown.textContent"));
        await page.Page.TypeAsync("#search", "ferry");
        Assert.Equal("1 of 40 texts", await page.Ask<string>("shown.textContent"));
        await page.Page.EvaluateExpressionAsync("search.value = ''; search.dispatchEvent(new Event('input'))");
        await page.Page.SelectAsync("#system", "0");
        await page.Page.SelectAsync("#verdict", "lost");
        await page.Page.SelectAsync("#tag", "0");
        int questions = FixtureRun.Small.Takes.Where(t => t.Take.Key.SystemId == FixtureRun.Deterministic && t.Take.Utterance.Tags.Length > 0
            && t.Scores.Any(s => s.Verdict.Words.Any(w => w.Kind == Core.Verdicts.WordVerdictKind.Skipped))).DistinctBy(t => t.Take.Key.UtteranceId).Count();
        Assert.StartsWith($"{questions} of 40 texts", await page.Ask<string>("shown.textContent"), StringComparison.Ordinal);
        await page.Page.SelectAsync("#tag", string.Empty);
        await page.Page.SelectAsync("#verdict", string.Empty);
        await page.Page.SelectAsync("#system", string.Empty);

        // by the keyboard alone
        await page.Page.FocusAsync(".u .open");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await page.Ask<string>("document.activeElement.getAttribute('aria-expanded')"));
        Assert.True(await page.Ask<int>("document.querySelectorAll('.details .take').length") >= 2);
        Assert.True(await page.Ask<int>("document.querySelectorAll('.details .heat tbody td').length") >= 2);
        Assert.StartsWith("M0.5 ", await page.Ask<string>("document.querySelector('.details .wave .sound').getAttribute('d')"), StringComparison.Ordinal);
        Assert.StartsWith("pocket-eval speak --system 'kokoro:af_heart' --text '", await page.Ask<string>("document.querySelector('.details .command').textContent"), StringComparison.Ordinal);

        double played = await page.Page.EvaluateFunctionAsync<double>("""
            async () => {
              const player = document.querySelector('.details audio');
              await player.play();
              for (let i = 0; i < 100 && player.currentTime === 0; i++) await new Promise(done => setTimeout(done, 50));
              return player.currentTime;
            }
            """);
        Assert.True(played > 0);
        page.AssertClean();
    }

    [Fact]
    public async Task Page_LinkToAText_OpensIt()
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Small, "linked", soundLimit: 0), "#t27");
        await page.Page.WaitForFunctionAsync("() => document.activeElement !== document.body");

        Assert.Equal("everyday/ev028", await page.Ask<string>("document.activeElement.querySelector('.id').textContent"));
        Assert.Contains("sound not kept", await page.Ask<string>("document.querySelector('.details').textContent"), StringComparison.Ordinal);
        page.AssertClean();
    }

    [Fact]
    public async Task Page_EmbeddedSound_PlaysFromThePageAlone()
    {
        string path = await browser.WriteAsync(FixtureRun.Small, "embedded", soundLimit: 1000, new ReportOptions { EmbeddedAudioBytes = 200_000 });
        string alone = Path.Combine(browser.Folder, "alone.html");
        File.Copy(path, alone);
        await using WatchedPage page = await browser.OpenAsync(alone);

        await page.Page.ClickAsync(".u .open");
        Assert.StartsWith("data:audio/wav;base64,UklGR", await page.Ask<string>("document.querySelector('.details audio').src"), StringComparison.Ordinal);
        Assert.True(await page.Page.EvaluateFunctionAsync<bool>("async () => { const p = document.querySelector('.details audio'); await p.play(); return p.duration > 0.4; }"));
        page.AssertClean();
    }

    [Theory]
    [InlineData(390, "light")]
    [InlineData(390, "dark")]
    [InlineData(1600, "light")]
    [InlineData(1600, "dark")]
    public async Task Page_AnyWidthAndTheme_FitsAndIsLegible(int width, string theme)
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Small, string.Create(CultureInfo.InvariantCulture, $"look-{width}-{theme}"), soundLimit: 1000), prepare: async tab =>
        {
            await tab.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
            await tab.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
        });
        await page.Page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(d => d.open = true); [...document.querySelectorAll('.u')].slice(0, 5).forEach(u => u.toggle())");

        Assert.Equal(width, await page.Ask<int>("document.documentElement.scrollWidth"));
        string least = await page.Ask<string>(LeastContrast);
        Assert.True(double.Parse(least.Split(' ')[0], CultureInfo.InvariantCulture) >= 4.5, least);

        // everything that can be reached has a name
        Assert.Equal(string.Empty, await page.Ask<string>("""
            [...document.querySelectorAll('button, a, select, input, audio, [role=img], [role=region]')]
              .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || (e.labels && e.labels.length)))
              .map(e => e.outerHTML.slice(0, 120)).join('\n')
            """));
        page.AssertClean();
    }

    [Fact]
    public async Task LeastContrast_GreyOnWhite_IsFound()
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Build(["Yes."], 1, [FixtureRun.Recognizer]), "grey", soundLimit: 0));
        await page.Page.EvaluateExpressionAsync("document.querySelector('.lead').style.color = '#999'");

        Assert.StartsWith("2.85 ", await page.Ask<string>(LeastContrast), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_TwoRunsTwoRecognizers_OffersBoth()
    {
        RunResult first = FixtureRun.Build(FixtureTexts.All[..12], 2, [FixtureRun.Recognizer, "vosk"]);
        RunResult second = first with { Info = first.Info with { Name = "second" } };
        string path = Path.Combine(browser.Folder, "two.html");
        browser.SkipWithoutBrowser();
        await ReportWriter.WriteHtmlAsync([new ReportSource(first, null), new ReportSource(second, null)], path, ReportOptions.Default, TestContext.Current.CancellationToken);
        await using WatchedPage page = await browser.OpenAsync(path);

        Assert.Equal("all,2026-03-04-first/kokoro-heart,2026-03-04-first/pocket-alba,second/kokoro-heart,second/pocket-alba", await page.Ask<string>("[...document.querySelector('#system').options].map(o => o.text).join()"));
        await page.Page.SelectAsync("#recognizer", "1");
        await page.Page.ClickAsync(".u .open");
        Assert.Equal(4, await page.Ask<int>("document.querySelectorAll('.details .heat tbody').length"));
        Assert.Contains("vosk: ", await page.Ask<string>("document.querySelector('.take').textContent"), StringComparison.Ordinal);
        page.AssertClean();
    }

    [Fact]
    public async Task Page_HostileTexts_AreShownWholeAndRunNothing()
    {
        string[] texts = FuzzTexts.Read();
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(HostileRun.Of(texts), "hostile", soundLimit: 10), prepare: tab => tab.SetViewportAsync(new ViewPortOptions { Width = 390, Height = 900 }));

        int seen = await page.Page.EvaluateFunctionAsync<int>("""
            async () => {
              let seen = 0;
              const allowed = document.querySelectorAll('script, img, iframe, object, embed, link, style').length;
              for (;;) {
                const items = [...document.querySelectorAll('.u')];
                items.forEach(item => item.toggle());
                seen += items.length;
                if (document.querySelectorAll('script, img, iframe, object, embed, link, style').length !== allowed) throw new Error('a text became an element');
                if (document.documentElement.scrollWidth > innerWidth) throw new Error('a text is wider than the page: ' + [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.scroll, .words')).slice(0, 3).map(e => e.outerHTML.slice(0, 200)).join(' | '));
                const next = document.getElementById('next');
                if (next.disabled) return seen;
                next.click();
                await new Promise(done => setTimeout(done));
              }
            }
            """);

        Assert.Equal(481, seen);
        page.AssertClean();
    }

    [Fact]
    public async Task Page_WithoutScript_HasEveryTextAndNumber()
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Small, "plain", soundLimit: 1000), prepare: tab => tab.SetJavaScriptEnabledAsync(false));

        Assert.Equal(40, await page.Ask<int>("document.querySelectorAll('noscript details.u').length"));
        Assert.Equal(0, await page.Ask<int>("document.querySelectorAll('#explorer *').length"));
        Assert.True(await page.Ask<bool>("document.querySelector('noscript details.u').getBoundingClientRect().height > 10"));
        page.AssertClean();
    }

    [Fact]
    public async Task Page_Printed_ShowsNoControls()
    {
        await using WatchedPage page = await browser.OpenAsync(await browser.WriteAsync(FixtureRun.Small, "printed", soundLimit: 0));
        await page.Page.EmulateMediaTypeAsync(MediaType.Print);

        Assert.Equal("none none none", await page.Ask<string>("['body > nav', '#filter', '#pager'].map(s => getComputedStyle(document.querySelector(s)).display).join(' ')"));
        page.AssertClean();
    }

    [Fact]
    public async Task Page_TenThousandTakes_DrawsOnePageOfThem()
    {
        RunResult run = LargeRun.Of(texts: 1000, repeats: 5);
        string path = await browser.WriteAsync(run, "large", soundLimit: 0);
        Assert.InRange(new FileInfo(path).Length, 1, 15_000_000);

        await using WatchedPage page = await browser.OpenAsync(path);

        Assert.Equal("1,000 of 1,000 texts, page 1 of 40", await page.Ask<string>("shown.textContent"));
        Assert.Equal(25, await page.Ask<int>("document.querySelectorAll('.u').length"));
        TestContext.Current.TestOutputHelper!.WriteLine($"loaded in {await page.Ask<double>("performance.getEntriesByType('navigation')[0].loadEventEnd"):F0} ms, {new FileInfo(path).Length / 1e6:F1} MB");
        await page.Page.ClickAsync("#next");
        Assert.Equal("Page 2 of 40", await page.Ask<string>("place.textContent"));
        page.AssertClean();
    }
}
