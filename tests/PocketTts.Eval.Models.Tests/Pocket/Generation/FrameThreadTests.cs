using PocketTts.Eval.Models.Pocket.Generation;

namespace PocketTts.Eval.Models.Tests.Pocket.Generation;

public sealed class FrameThreadTests
{
    [Fact]
    public async Task Run_ManyPieces_UseOneThread()
    {
        using var thread = new FrameThread();
        var threads = new HashSet<int>();
        for (int i = 0; i < 50; i++)
        {
            await thread.Run(() => threads.Add(Environment.CurrentManagedThreadId));
        }

        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public async Task Run_WorkThatThrows_PassesItOnAndStaysUsable()
    {
        using var thread = new FrameThread();
        await Assert.ThrowsAsync<IOException>(() => thread.Run(() => throw new IOException("no")));
        int done = 0;
        await thread.Run(() => done++);
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Run_WhileAnotherRuns_IsRefused()
    {
        using var thread = new FrameThread();
        using var hold = new ManualResetEventSlim();
        Task first = thread.Run(() => hold.Wait(TestContext.Current.CancellationToken));
        Assert.Throws<InvalidOperationException>(() => { _ = thread.Run(() => { }); });
        hold.Set();
        await first;
    }

    [Fact]
    public async Task Dispose_WithAndWithoutWork_EndsTheThread()
    {
        new FrameThread().Dispose();
        var thread = new FrameThread();
        Task work = thread.Run(() => Thread.Sleep(20));
        thread.Dispose();
        await work;
        Assert.True(work.IsCompletedSuccessfully);
        thread.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { _ = thread.Run(() => { }); });
    }
}
