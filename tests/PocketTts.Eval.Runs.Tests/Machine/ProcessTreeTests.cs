using System.Diagnostics;
using PocketTts.Eval.Runs.Machine;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Machine;

public sealed class ProcessTreeTests
{
    [Fact]
    public void Parse_NameWithBracketsAndBlanks_ReadsWhatStandsBehindIt() =>
        Assert.Equal((7, 1_111L), ProcessTree.Parse(Line(42, "a) b (c", 7, 1, 10, 100, 1_000)));

    [Theory]
    [InlineData("")]
    [InlineData("42 (short) S 7 1 1")]
    [InlineData("42 (words) S 7 1 1 0 -1 4194304 100 200 0 0 one 10 100 1000 20 0")]
    public void Parse_AnythingElse_IsUnknown(string line) => Assert.Null(ProcessTree.Parse(line));

    [Fact]
    public void Ticks_ChildrenOfChildren_CountAndStrangersDoNot()
    {
        using var temp = new TempFolder();
        temp.Write("1/stat", Line(1, "init", 0, 5_000, 0, 0, 0));
        temp.Write("10/stat", Line(10, "tool", 1, 1, 2, 4, 8));
        temp.Write("11/stat", Line(11, "worker", 10, 16, 0, 0, 0));
        temp.Write("12/stat", Line(12, "engine", 11, 32, 0, 0, 0));
        temp.Write("13/stat", Line(13, "stranger", 1, 9_000, 0, 0, 0));
        temp.Write("14/stat", "gone while it was read");
        temp.Write("self/stat", Line(10, "tool", 1, 1, 2, 4, 8));

        Assert.Equal(63, new ProcessTree(temp.Root).Ticks(10));
        Assert.Null(new ProcessTree(temp.Root).Ticks(99));
    }

    [Fact]
    public void Ticks_Circle_Ends()
    {
        using var temp = new TempFolder();
        temp.Write("10/stat", Line(10, "a", 11, 1, 0, 0, 0));
        temp.Write("11/stat", Line(11, "b", 10, 2, 0, 0, 0));

        Assert.Equal(3, new ProcessTree(temp.Root).Ticks(10));
    }

    [Fact]
    public void Ticks_ThisProcess_GrowWithItsWork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has /proc");
        var tree = new ProcessTree("/proc");
        long before = tree.Ticks(Environment.ProcessId)!.Value;
        TimeSpan own = Process.GetCurrentProcess().TotalProcessorTime;
        while (Process.GetCurrentProcess().TotalProcessorTime - own < TimeSpan.FromMilliseconds(100))
        {
            // a tick is ten milliseconds on every common Linux
        }

        Assert.True(tree.Ticks(Environment.ProcessId) >= before + 5);
    }

    private static string Line(int id, string name, int parent, long user, long system, long childrenUser, long childrenSystem) =>
        FormattableString.Invariant($"{id} ({name}) S {parent} 1 1 0 -1 4194304 100 200 0 0 {user} {system} {childrenUser} {childrenSystem} 20 0 1 0 777 1000 10\n");
}
