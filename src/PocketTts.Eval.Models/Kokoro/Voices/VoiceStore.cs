using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Numpy;

namespace PocketTts.Eval.Models.Kokoro.Voices;

/// <summary>
/// Voices below Kokoro's folders: <c>voices/NAME.bin</c> (raw float32, little-endian, row by row), <c>voices/NAME.npy</c>, and NumPy
/// archives <c>voices*.bin</c> or <c>*.npz</c> beside the model. The first found wins for a name.
/// </summary>
internal sealed class VoiceStore
{
    // version 1.0 has a row for each of 1 to 510 tokens; version 0.19 one more
    private static readonly int[] RowCounts = [510, 511];

    private readonly ImmutableSortedDictionary<string, Source> _sources;
    private readonly IReadOnlyList<string> _folders;

    private VoiceStore(IReadOnlyList<string> folders, ImmutableSortedDictionary<string, Source> sources)
    {
        _folders = folders;
        _sources = sources;
    }

    private sealed record Source(string Path, string? Member);

    /// <summary>Names of all voices, sorted.</summary>
    public ImmutableArray<string> Names => [.. _sources.Keys];

    /// <summary>Lists the voices of some folders.</summary>
    /// <param name="folders">Kokoro's folders in search order.</param>
    /// <exception cref="InputException">A folder or archive cannot be read.</exception>
    public static VoiceStore Scan(IReadOnlyList<string> folders)
    {
        var sources = ImmutableSortedDictionary.CreateBuilder<string, Source>(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            foreach (string path in Files(Path.Combine(folder, "voices")).Where(p => Path.GetExtension(p) is ".bin" or ".npy"))
            {
                sources.TryAdd(Path.GetFileNameWithoutExtension(path), new Source(path, null));
            }

            foreach (string path in Files(folder).Where(IsArchiveName).Where(NpzArchive.IsZip))
            {
                using NpzArchive archive = NpzArchive.Open(path);
                foreach (string name in archive.Names)
                {
                    sources.TryAdd(name, new Source(path, name));
                }
            }
        }

        return new VoiceStore(folders, sources.ToImmutable());
    }

    /// <summary>Reads a voice or a blend of whole packs: the weighted mean of their values, row by row.</summary>
    /// <param name="blend">Names or paths with weights.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="InputException">A voice is missing or broken, or the packs have different lengths.</exception>
    public KokoroVoicePack Load(VoiceBlend blend, CancellationToken cancellationToken)
    {
        var packs = new List<(KokoroVoicePack Pack, double Weight)>();
        foreach ((string name, double weight) in blend.Parts)
        {
            packs.Add((LoadOne(name, cancellationToken), weight));
        }

        if (packs.Count == 1)
        {
            return packs[0].Pack;
        }

        int length = packs[0].Pack.Values.Length;
        if (packs.Find(p => p.Pack.Values.Length != length).Pack is { } other)
        {
            throw new InputException(
                FormattableString.Invariant($"'{packs[0].Pack.Name}' has {packs[0].Pack.RowCount} rows and '{other.Name}' has {other.RowCount}"),
                field: "voice",
                expected: "voices of one version in a blend");
        }

        double[] mean = new double[length];
        foreach ((KokoroVoicePack pack, double weight) in packs)
        {
            ReadOnlySpan<float> values = pack.Values;
            for (int i = 0; i < length; i++)
            {
                mean[i] += weight * values[i];
            }
        }

        return new KokoroVoicePack(
            VoiceBlend.Format([.. packs.Select(p => (p.Pack.Name, p.Weight))]),
            Array.ConvertAll(mean, v => (float)v),
            [.. packs.SelectMany(p => p.Pack.Files).Distinct()]);
    }

    private KokoroVoicePack LoadOne(string name, CancellationToken cancellationToken)
    {
        bool isPath = name.AsSpan().IndexOfAny('/', '\\') >= 0 || Path.GetExtension(name) is ".bin" or ".npy";
        if (isPath)
        {
            return Read(Path.GetFileNameWithoutExtension(name), new Source(Path.GetFullPath(name), null), cancellationToken);
        }

        return _sources.TryGetValue(name, out Source? source) ? Read(name, source, cancellationToken) : throw Missing(name);
    }

    private InputException Missing(string name) => new(
        _sources.Count == 0 ? $"no voice '{name}': there are no voices" : $"no voice '{name}'",
        field: "voice",
        expected: "voices/NAME.bin, voices/NAME.npy or voices-v1.0.bin in " + string.Join(" or ", _folders),
        remedy: NearestName.Suggest(name, _sources.Keys)
            ?? (_sources.Count == 0 ? "docs/models.md says where to get them" : $"there is {string.Join(", ", _sources.Keys)}"));

    private static KokoroVoicePack Read(string name, Source source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ModelFile file = FileFingerprint.Compute(source.Path, cancellationToken);
        float[] values = source.Member is not null ? ReadMember(source.Path, source.Member)
            : Path.GetExtension(source.Path) == ".npy" ? NpyReader.Read(source.Path).Values
            : ReadRaw(source.Path, file);
        if (!RowCounts.Contains(values.Length / KokoroModel.StyleLength) || values.Length % KokoroModel.StyleLength != 0)
        {
            throw Wrong(source.Path, FormattableString.Invariant($"the voice '{name}' has {values.Length} values"), file);
        }

        return values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? throw Wrong(source.Path, $"the voice '{name}' has values that are not finite numbers", file)
            : new KokoroVoicePack(name, values, [file]);
    }

    private static float[] ReadMember(string path, string member)
    {
        using NpzArchive archive = NpzArchive.Open(path);
        return archive.Read(member).Values;
    }

    private static float[] ReadRaw(string path, ModelFile file)
    {
        // the size is checked before anything of that size is read
        if (!RowCounts.Any(rows => file.SizeBytes == (long)rows * KokoroModel.StyleLength * sizeof(float)))
        {
            throw Wrong(path, FormattableString.Invariant($"has {file.SizeBytes} bytes"), file);
        }

        try
        {
            return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }

    private static InputException Wrong(string path, string problem, ModelFile file) => new(
        problem,
        path,
        expected: "510 rows (version 1.0) or 511 rows (version 0.19) of 256 float32 values: 522240 or 523264 bytes",
        remedy: (PublishedFiles.DescribeDifference(file) is { } published ? $"published is {published}; " : string.Empty) + "download it again");

    private static bool IsArchiveName(string path) =>
        Path.GetFileName(path) is var name
        && (name.EndsWith(".npz", StringComparison.Ordinal)
            || (name.StartsWith("voices", StringComparison.Ordinal) && name.EndsWith(".bin", StringComparison.Ordinal)));

    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            string[] files = Directory.GetFiles(folder);
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be listed ({e.Message})", folder, innerException: e);
        }
    }
}
