using System.ComponentModel;
using System.Diagnostics;
using OsProcess = System.Diagnostics.Process;

namespace PocketTts.Eval.Models.Process;

/// <summary>A started adapter: its three streams, and its end with everything it started.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>Longest line of its output in bytes (16 MiB).</summary>
    public const int LongestLine = 16 << 20;

    private static readonly TimeSpan s_reaping = TimeSpan.FromSeconds(2);

    private readonly OsProcess _process;
    private readonly ErrorTail _errors;
    private bool _isDisposed;

    private ChildProcess(OsProcess process)
    {
        _process = process;
        _errors = new ErrorTail(process.StandardError.BaseStream);
        Output = new LineReader(process.StandardOutput.BaseStream, LongestLine);
        Id = process.Id;
    }

    /// <summary>Process id.</summary>
    public int Id { get; }

    /// <summary>Lines of its standard output.</summary>
    public LineReader Output { get; }

    /// <summary>The end of its error output, on one line; may be empty.</summary>
    public string ErrorText => _errors.Text;

    /// <summary>Exit code, or null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts a command.</summary>
    /// <exception cref="AdapterFaultException">The system refuses.</exception>
    public static ChildProcess Start(AdapterCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        InheritedFiles.Seal();
        try
        {
            return new ChildProcess(OsProcess.Start(start)!);
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or IOException)
        {
            throw new AdapterFaultException(AdapterFaultException.Start, $"'{command.Label}' cannot be started ({OneLine.Of(problem.Message)})");
        }
    }

    /// <summary>Writes one line to its standard input.</summary>
    /// <exception cref="AdapterFaultException">It does not read any more.</exception>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        try
        {
            // a full pipe cannot be cancelled; whoever gives up ends the process, and that ends the writing
            await WriteAsync(line).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            throw await EndedAsync("does not read its standard input").ConfigureAwait(false);
        }
    }

    /// <summary>Closes its standard input.</summary>
    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // it is gone already
        }
    }

    /// <summary>The fault of a process whose output ended.</summary>
    /// <param name="otherwise">What to say of one that still runs, e.g. <c>closed its standard output</c>.</param>
    public async Task<AdapterFaultException> EndedAsync(string otherwise)
    {
        bool hasExited = await WaitForExitAsync(s_reaping).ConfigureAwait(false);
        if (hasExited)
        {
            // the last words may still be on their way
            await Task.WhenAny(_errors.Ended, Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None)).ConfigureAwait(false);
        }

        string what = hasExited ? $"ended with {DescribeExit(_process.ExitCode)}" : otherwise;
        string unfinished = Output.UnfinishedBytes > 0 ? FormattableString.Invariant($" inside a line of {Output.UnfinishedBytes} bytes") : string.Empty;
        string words = ErrorText is { Length: > 0 } text ? $"; the end of its stderr: {text}" : string.Empty;
        return new AdapterFaultException(AdapterFaultException.Exit, $"the adapter {what}{unfinished}{words}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>False when it still runs.</returns>
    public async Task<bool> WaitForExitAsync(TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends it and all processes it started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(s_reaping);
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // it is gone already
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Kill();
        _process.Dispose();
    }

    /// <summary>An exit code in words; on Unix the runtime reports a signal as 128 + its number.</summary>
    internal static string DescribeExit(int code)
    {
        string? signal = OperatingSystem.IsWindows() ? null : (code - 128) switch
        {
            4 => "SIGILL: the processor lacks an instruction",
            6 => "SIGABRT",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL: ended from outside, perhaps for lack of memory",
            11 => "SIGSEGV: native crash",
            15 => "SIGTERM",
            _ => null,
        };
        return code < 0
            ? FormattableString.Invariant($"exit code 0x{code:X8}")
            : FormattableString.Invariant($"exit code {code}{(signal is null ? string.Empty : $" ({signal})")}");
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> line)
    {
        Stream stream = _process.StandardInput.BaseStream;
        await stream.WriteAsync(line, CancellationToken.None).ConfigureAwait(false);
        await stream.WriteAsync("\n"u8.ToArray(), CancellationToken.None).ConfigureAwait(false);
        await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
