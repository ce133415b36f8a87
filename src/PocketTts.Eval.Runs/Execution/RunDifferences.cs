using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Says in what a run folder differs from what is now asked for, so that two runs never mix in one folder.</summary>
internal static class RunDifferences
{
    /// <summary>Compares plans.</summary>
    public static IEnumerable<string> Between(RunPlan stored, RunPlan asked) =>
        PlanIdentity.Fields(stored).Zip(PlanIdentity.Fields(asked))
            .Where(p => !string.Equals(p.First.Value, p.Second.Value, StringComparison.Ordinal))
            .Select(p => Changed(p.First.Field, p.First.Value, p.Second.Value));

    /// <summary>Compares computers: timings of two must not stand in one run (DESIGN rule 4).</summary>
    public static IEnumerable<string> Between(MachineRecord stored, MachineRecord current)
    {
        if (!string.Equals(stored.Fingerprint, current.Fingerprint, StringComparison.Ordinal))
        {
            yield return Changed("machine", Describe(stored), Describe(current));
        }
    }

    /// <summary>Compares a system as it was loaded then and now.</summary>
    public static IEnumerable<string> Between(string id, SynthesizerInfo stored, SynthesizerInfo loaded) =>
    [
        .. Field($"{id}: engine version", $"{stored.Engine} {stored.EngineVersion}", $"{loaded.Engine} {loaded.EngineVersion}"),
        .. Field($"{id}: voice", stored.Voice ?? "none", loaded.Voice ?? "none"),
        .. Field($"{id}: sample rate", FormattableString.Invariant($"{stored.SampleRateHz} Hz"), FormattableString.Invariant($"{loaded.SampleRateHz} Hz")),
        .. Field($"{id}: threads", FormattableString.Invariant($"{stored.ThreadCount}"), FormattableString.Invariant($"{loaded.ThreadCount}")),
        .. Field($"{id}: uses its seed", stored.UsesSeed ? "yes" : "no", loaded.UsesSeed ? "yes" : "no"),
        .. Settings(id, stored.Settings, loaded.Settings),
        .. Files(id, stored.Files, loaded.Files),
    ];

    /// <summary>Compares a recognizer as it was loaded then and now.</summary>
    public static IEnumerable<string> Between(string id, RecognizerInfo stored, RecognizerInfo loaded) =>
    [
        .. Field($"{id}: engine version", $"{stored.Engine} {stored.EngineVersion}", $"{loaded.Engine} {loaded.EngineVersion}"),
        .. Settings(id, stored.Settings, loaded.Settings),
        .. Files(id, stored.Files, loaded.Files),
    ];

    /// <summary>The error that names the differences.</summary>
    public static InputException Error(string folder, IReadOnlyList<string> differences) => new(
        $"the folder holds another run: {string.Join("; ", differences)}", folder, field: "--out", remedy: $"name another folder, e.g. --out {NextName(folder)}, or restore what was changed to continue this run");

    // the first free one
    private static string NextName(string folder)
    {
        string stem = folder.TrimEnd(Path.DirectorySeparatorChar, '/');
        int number = 2;
        while (Path.Exists(FormattableString.Invariant($"{stem}-{number}")))
        {
            number++;
        }

        return FormattableString.Invariant($"{stem}-{number}");
    }

    private static string Describe(MachineRecord machine) =>
        FormattableString.Invariant($"{machine.CpuBrand ?? machine.CpuIdentity ?? machine.Architecture}, {machine.UsableCpuCount} processors ({machine.Fingerprint})");

    private static string Changed(string field, string stored, string now) => $"{field}: there '{stored}', now '{now}'";

    private static IEnumerable<string> Field(string field, string stored, string now) =>
        string.Equals(stored, now, StringComparison.Ordinal) ? [] : [Changed(field, stored, now)];

    private static IEnumerable<string> Settings(string id, IReadOnlyDictionary<string, string> stored, IReadOnlyDictionary<string, string> now) =>
        stored.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(name => Field($"{id}: {name}", stored.GetValueOrDefault(name, "none"), now.GetValueOrDefault(name, "none")));

    private static IEnumerable<string> Files(string id, IReadOnlyCollection<ModelFile> stored, IReadOnlyCollection<ModelFile> now)
    {
        static string[] Hashes(IEnumerable<ModelFile> files) => [.. files.Select(f => f.Sha256).Order(StringComparer.Ordinal)];
        static string List(IEnumerable<ModelFile> files, IEnumerable<string> but) =>
            string.Join(" ", files.Where(f => !but.Contains(f.Sha256, StringComparer.Ordinal)).Select(f => $"{f.Name}@{f.Sha256[..Math.Min(12, f.Sha256.Length)]}"));
        string[] before = Hashes(stored), after = Hashes(now);
        return before.AsSpan().SequenceEqual(after) ? [] : [Changed($"{id}: model files", List(stored, after), List(now, before))];
    }
}
