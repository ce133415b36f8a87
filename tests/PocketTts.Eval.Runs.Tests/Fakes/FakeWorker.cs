using System.IO.Pipes;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Tests.Fakes;

/// <summary>A worker that is a thread of the test, joined by real pipes: it can die, hang and babble without a process.</summary>
internal sealed class FakeWorker : IWorkerProcess
{
    private readonly AnonymousPipeServerStream _input = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream _workerInput;
    private readonly AnonymousPipeClientStream _workerOutput;
    private readonly TaskCompletionSource<WorkerExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts one that serves an engine.</summary>
    public FakeWorker(ISynthesizerEngine engine)
        : this((worker, input, output) => new WorkerServer([engine], [], TimeProvider.System, () => worker.Die(137), new FakeMeter()).RunAsync(input, output))
    {
    }

    /// <summary>Starts one that does anything.</summary>
    public FakeWorker(Func<FakeWorker, Stream, Stream, Task> work)
    {
        _workerInput = new AnonymousPipeClientStream(PipeDirection.In, _input.ClientSafePipeHandle);
        _workerOutput = new AnonymousPipeClientStream(PipeDirection.Out, _output.ClientSafePipeHandle);
        _ = Task.Run(async () =>
        {
            try
            {
                await work(this, _workerInput, _workerOutput);
                Die(0);
            }
            catch (Exception problem)
            {
                Die(134, problem.Message);
            }
        });
    }

    public Stream Input => _input;

    public Stream Output => _output;

    /// <summary>Ends the worker as the system sees it; the thread finds its pipes closed.</summary>
    public void Die(int exitCode, string lastWords = "")
    {
        if (_exit.TrySetResult(new WorkerExit(exitCode, ProcessSignals.NameOf(exitCode), lastWords)))
        {
            _workerOutput.Dispose();
        }
    }

    public void Kill() => Die(137);

    public Task<WorkerExit> WaitAsync(CancellationToken cancellationToken) => _exit.Task.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _input.DisposeAsync();
        await Task.WhenAny(_exit.Task, Task.Delay(2000));
        Kill();
        await _output.DisposeAsync();
    }
}
