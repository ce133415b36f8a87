using System.Collections.Immutable;
using System.Reflection;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>What a run records of the tool and the computer it ran on.</summary>
public sealed record RunHost
{
    /// <summary>Version of this tool with the commit it was built from, e.g. <c>0.1.0+0123456789ab</c>.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Versions of the packages that decide results, by name.</summary>
    public ImmutableSortedDictionary<string, string> Packages { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Commit of the working directory's repository; null outside one.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The computer.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Looks at this process, this computer and the working directory's repository.</summary>
    /// <param name="packageAssemblies">Assemblies whose versions are recorded, e.g. ONNX Runtime's; their simple names are the keys.</param>
    /// <returns>The record.</returns>
    public static RunHost Detect(params IReadOnlyList<Assembly> packageAssemblies)
    {
        ArgumentNullException.ThrowIfNull(packageAssemblies);
        return new RunHost
        {
            ToolVersion = ShortenCommit(InformationalVersion(typeof(RunHost).Assembly)),
            Packages = packageAssemblies.ToImmutableSortedDictionary(a => a.GetName().Name!, VersionOf, StringComparer.Ordinal),
            GitCommit = GitProbe.Commit(Environment.CurrentDirectory),
            Machine = MachineDetector.Detect(),
        };
    }

    // 1.31.1+commit → 1.31.1
    private static string VersionOf(Assembly assembly)
    {
        string version = InformationalVersion(assembly);
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..plus];
    }

    private static string InformationalVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString()
        ?? "unknown";

    // our own commit says which build made a run; twelve digits name it
    private static string ShortenCommit(string version)
    {
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 13)];
    }
}
