using System.Diagnostics;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Runs <c>pocket-eval</c> as a process in a folder of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pocket-eval-test-");

    /// <summary>Working directory of the process; deleted afterwards.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Variables set for the process; a null value removes one.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The built command line that belongs to this test build.</summary>
    public static string AssemblyPath => Path.Combine(AppContext.BaseDirectory, "pocket-eval.dll");

    /// <summary>Runs a command line to its end.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => RunAsync(started: null, arguments);

    /// <summary>Runs a command line to its end with bytes on its standard input.</summary>
    public Task<CliResult> RunAsync(byte[] input, params string[] arguments) => RunAsync(
        async process =>
        {
            await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
            process.StandardInput.Close();
        },
        arguments);

    /// <summary>Runs a command line to its end; <paramref name="started"/> may interfere with the process meanwhile.</summary>
    public async Task<CliResult> RunAsync(Func<Process, Task>? started, params string[] arguments)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Process process = Start("dotnet", [AssemblyPath, .. arguments]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
        if (started is null)
        {
            process.StandardInput.Close();
        }
        else
        {
            await started(process);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Sends the interrupt of a terminal's Ctrl-C as soon as a run has spoken some takes.</summary>
    /// <param name="process">The run.</param>
    /// <param name="folder">Its folder.</param>
    public async Task InterruptAfterFirstTakesAsync(Process process, string folder)
    {
        string journal = Path.Combine(Folder, folder, "journal.jsonl");
        while (!process.HasExited && (!File.Exists(journal) || new FileInfo(journal).Length < 4000))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Signals.Interrupt(process);
    }

    /// <summary>Starts any program in the folder with redirected streams.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string? value) in Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string content)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Path below the repository root.</summary>
    public static string InRepository(string relative) => Path.Combine(SharedFiles.RepositoryRoot(), relative);

    /// <summary>Whatever a test was about: each summary that it leaves behind has the form that is promised.</summary>
    public void Dispose()
    {
        try
        {
            SummarySchema.AssertValid(Folder);
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }
}
