using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Written names of <see cref="FaultKind"/>: kebab case.</summary>
public static class FaultKinds
{
    /// <summary>All kinds in their order.</summary>
    public static ImmutableArray<FaultKind> All { get; } = [.. Enum.GetValues<FaultKind>()];

    /// <summary>All names in the order of the kinds.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(Name)];

    /// <summary>The name of a kind.</summary>
    public static string Name(this FaultKind kind) => kind switch
    {
        FaultKind.CutWord => "cut-word",
        FaultKind.CutTail => "cut-tail",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>True for faults that are made in the sound, not in the text.</summary>
    public static bool IsInSound(this FaultKind kind) => kind >= FaultKind.CutWord;

    /// <summary>The kind of a name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static FaultKind Parse(string name, string field) =>
        Names.IndexOf(name) is >= 0 and var index
            ? All[index]
            : throw new InputException($"no kind of fault '{name}'", field: field, expected: string.Join(", ", Names), remedy: NearestName.Suggest(name, Names));
}
