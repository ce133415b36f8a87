using NetArchTest.Rules;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Acceptance.Architecture;

/// <summary>Core is pure: no file, clock, console, process, thread or network in it.</summary>
public sealed class CorePurityTests
{
    private static readonly string[] s_forbidden =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo",
        "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Thread",
        "System.Threading.Tasks.Parallel", "System.Threading.ThreadPool", "System.Net", "System.TimeProvider", "System.Random",
        "System.Environment", "Microsoft.ML.OnnxRuntime",
    ];

    [Fact]
    public void Core_AnyType_DependsOnNothingOutside()
    {
        TestResult result = Types.InAssembly(typeof(InputException).Assembly).ShouldNot().HaveDependencyOnAny(s_forbidden).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
