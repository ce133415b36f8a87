using System.Globalization;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>How fast bytes arrive, over the last seconds, and how long the rest will take.</summary>
internal sealed class TransferMeter(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long At, long Bytes)> _samples = new();

    /// <summary>Notes how many bytes are here.</summary>
    public void Add(long bytes)
    {
        long now = time.GetTimestamp();
        _samples.Enqueue((now, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > s_window)
        {
            _samples.Dequeue();
        }
    }

    /// <summary>Bytes per second over the last seconds, or null when that is not known yet.</summary>
    public double? BytesPerSecond()
    {
        if (_samples.Count < 2)
        {
            return null;
        }

        (long firstAt, long firstBytes) = _samples.Peek();
        (long lastAt, long lastBytes) = _samples.Last();
        double seconds = time.GetElapsedTime(firstAt, lastAt).TotalSeconds;
        return seconds > 0 && lastBytes >= firstBytes ? (lastBytes - firstBytes) / seconds : null;
    }

    /// <summary>One line: share, bytes, rate, time left; what is not known is left out.</summary>
    public string Describe(long bytes, long? total)
    {
        string text = total is { } all and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(100, 100.0 * bytes / all):F0} %, {ByteText.Of(bytes)} of {ByteText.Of(all)}")
            : ByteText.Of(bytes);
        if (BytesPerSecond() is not { } rate || rate < 1)
        {
            return text;
        }

        text += $", {ByteText.Of((long)rate)}/s";
        return total is { } whole && whole > bytes ? text + $", {Duration((whole - bytes) / rate)} left" : text;
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(seconds)):F0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds / 60):F0} min"),
        < 360_000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h"),
        _ => "days",
    };
}
