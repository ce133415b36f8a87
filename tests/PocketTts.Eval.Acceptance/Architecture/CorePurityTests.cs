using NetArchTest.Rules;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Acceptance.Architecture;

/// <summary>Core is pure: no file, clock, console, process, thread or network in it.</summary>
public sealed class CorePurityTests
{
    // System.Environment is not in the list: the compiler's own iterators ask it for the thread
    private static readonly string[] s_forbidden =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Thread",
        "System.Threading.Tasks.Parallel", "System.Threading.ThreadPool", "System.Net", "System.TimeProvider", "System.Random",
        "Microsoft.ML.OnnxRuntime",
    ];

    [Fact]
    public void Core_AnyType_DependsOnNothingOutside()
    {
        NetArchTest.Rules.TestResult result = Types.InAssembly(typeof(InputException).Assembly).ShouldNot().HaveDependencyOnAny(s_forbidden).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
