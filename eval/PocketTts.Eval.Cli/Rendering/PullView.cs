using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Models.Files.Pull;
using Spectre.Console;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Shows a fetch: one live bar on a terminal, a line every 10 s otherwise, notes only for programs that read JSON.</summary>
internal sealed class PullView : IPullProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private readonly CliHost _host;
    private readonly ProgressTask? _bar;
    private readonly bool _quiet;
    private readonly TransferMeter _meter;
    private readonly Dictionary<string, (long Bytes, long? Total)> _files = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _expected;
    private long _lastLine;

    private PullView(CliHost host, ProgressTask? bar, bool quiet)
    {
        _host = host;
        _bar = bar;
        _quiet = quiet;
        _meter = new TransferMeter(host.Time);
        _lastLine = host.Time.GetTimestamp();
    }

    /// <summary>Runs <paramref name="work"/> and shows its progress meanwhile.</summary>
    public static Task<T> WatchAsync<T>(CliHost host, bool quiet, Func<IPullProgress, Task<T>> work) =>
        quiet || !host.IsInteractive
            ? work(new PullView(host, null, quiet))
            : host.Messages.Progress()
                .AutoClear(true)
                .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => work(new PullView(host, context.AddTask("looking"), quiet)));

    /// <inheritdoc/>
    public void Start(int files, long bytes)
    {
        lock (_lock)
        {
            _expected = bytes;
        }
    }

    /// <inheritdoc/>
    public void Report(string key, long bytes, long? total)
    {
        lock (_lock)
        {
            _files[key] = (bytes, total);
            Show();
        }
    }

    /// <inheritdoc/>
    public void Done(PulledFile file)
    {
        lock (_lock)
        {
            _files[file.Key] = (file.Bytes, file.Bytes);
            if (!_quiet && file.Outcome is PullOutcome.Fetched or PullOutcome.Copied)
            {
                Say($"{(file.Outcome == PullOutcome.Fetched ? "fetched" : "copied ")} {file.Key} ({ByteText.Of(file.Bytes)})");
            }

            Show();
        }
    }

    /// <inheritdoc/>
    public void Note(string message)
    {
        lock (_lock)
        {
            Say($"note: {message}");
        }
    }

    private void Show()
    {
        long here = _files.Values.Sum(f => f.Bytes);
        long total = Math.Max(_expected, _files.Values.Sum(f => Math.Max(f.Bytes, f.Total ?? 0)));
        _meter.Add(here);
        if (_bar is not null)
        {
            _bar.MaxValue = Math.Max(1, total);
            _bar.Value = here;
            _bar.Description = Markup.Escape(_meter.Describe(here, total));
        }
        else if (!_quiet && _host.Time.GetElapsedTime(_lastLine) >= s_interval)
        {
            _lastLine = _host.Time.GetTimestamp();
            _host.Error.WriteLine(_meter.Describe(here, total));
        }
    }

    private void Say(string line)
    {
        if (_bar is not null)
        {
            _host.Messages.MarkupLineInterpolated($"{line}");
        }
        else
        {
            _host.Error.WriteLine(line);
        }
    }
}
