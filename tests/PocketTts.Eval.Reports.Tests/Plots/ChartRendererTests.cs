using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Plots;

public sealed class DumpTests
{
    [Fact]
    public async Task Dump() => await ReportWriter.WriteAllAsync(FixtureRun.Small, "/tmp/run", default);
}
