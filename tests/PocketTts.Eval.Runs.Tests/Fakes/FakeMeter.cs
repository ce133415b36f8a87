using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Tests.Fakes;

internal sealed class FakeMeter : IProcessMeter
{
    private int _reads;

    public TimeSpan CpuTime => TimeSpan.FromMilliseconds(50 * _reads++);

    public long MemoryBytes => 123_456_789;

    public long? PeakMemoryBytes => 234_567_890;
}
