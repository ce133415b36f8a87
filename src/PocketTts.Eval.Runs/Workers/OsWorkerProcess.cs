using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>A real process, joined by two pipes of its own; its standard streams are only listened to for what it says before it dies.</summary>
internal sealed class OsWorkerProcess : IWorkerProcess
{
    // an inherited pipe end would keep another worker's pipe open: one start at a time
    private static readonly Lock s_starting = new();
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly AnonymousPipeServerStream _input;
    private readonly AnonymousPipeServerStream _output;
    private readonly OutputTail _tail = new();
    private readonly Task _listening;

    private OsWorkerProcess(Process process, AnonymousPipeServerStream input, AnonymousPipeServerStream output)
    {
        _process = process;
        _input = input;
        _output = output;
        process.StandardInput.Close();
        _listening = Task.WhenAll(_tail.ListenAsync(process.StandardOutput.BaseStream), _tail.ListenAsync(process.StandardError.BaseStream));
    }

    /// <inheritdoc/>
    public Stream Input => _input;

    /// <inheritdoc/>
    public Stream Output => _output;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="InputException">The program cannot be started.</exception>
    public static OsWorkerProcess Start(WorkerLaunch launch)
    {
        lock (s_starting)
        {
            var input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            try
            {
                var start = new ProcessStartInfo(launch.Program, [.. launch.Arguments, input.GetClientHandleAsString(), output.GetClientHandleAsString()])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };

                // the tool itself does without: it starts sooner; engines are timed with what the runtime does by itself
                start.Environment.TryAdd("DOTNET_TieredPGO", "1");
                return new OsWorkerProcess(Process.Start(start)!, input, output);
            }
            catch (Exception problem) when (problem is Win32Exception or FileNotFoundException)
            {
                input.Dispose();
                output.Dispose();
                throw new InputException($"no worker process can be started ({problem.Message})", launch.Program, remedy: "free memory or processes, or run with --in-process", innerException: problem);
            }
            finally
            {
                input.DisposeLocalCopyOfClientHandle();
                output.DisposeLocalCopyOfClientHandle();
            }
        }
    }

    /// <inheritdoc/>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // it ended in this very moment
        }
    }

    /// <inheritdoc/>
    public async Task<WorkerExit> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        // what it started may hold its streams open: its own last words are there by now
        await Task.WhenAny(_listening, Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken)).ConfigureAwait(false);
        int code = _process.ExitCode;
        return new WorkerExit(code, ProcessSignals.NameOf(code), _tail.LastWords());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // an ended input asks it to go; one that hangs is not waited for
        await _input.DisposeAsync().ConfigureAwait(false);
        using (var limit = new CancellationTokenSource(s_farewell))
        {
            try
            {
                await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Kill();
            }
        }

        await _output.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }
}
