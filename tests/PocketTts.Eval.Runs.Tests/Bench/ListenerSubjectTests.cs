using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Tests.Bench;

/// <summary>Recognizers in workers of their own.</summary>
public sealed class ListenerSubjectTests
{
    [Fact]
    public async Task LoadAsync_CancelledMeanwhile_EndsTheWorker()
    {
        using var cancel = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var worker = new FakeWorker(async (_, input, _) =>
        {
            WorkerWire.Read(input);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var policy = new WorkerPolicy();
        var plan = new BenchPlan { Systems = [], Texts = [], Corpus = "made-up", CorpusSha256 = new string('b', 64) };
        Task<ListenerSubject> loading = ListenerSubject.LoadAsync(
            new BenchChoice("ear", "ear", null, "fake-ear"), plan, new Dictionary<string, byte[]>(), () => new WorkerLink(worker, policy, TimeProvider.System), policy, 1, cancel.Token);
        await reached.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
        Assert.Equal(137, (await worker.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5))).ExitCode);
    }
}
