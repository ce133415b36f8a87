using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Pocket.Bundles;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Finds voices by name: <c>NAME.safetensors</c>, <c>NAME.wav</c> or <c>NAME.flac</c> in the bundle's folder, in its <c>voices</c>
/// and <c>embeddings</c>, in <c>voices/BUNDLE</c> and <c>voices</c> beside it, or an entry of a <c>voices.bin</c> there. First wins.
/// </summary>
internal sealed class VoiceLibrary
{
    private const string PackName = "voices.bin";
    private static readonly string[] Extensions = [".safetensors", ".wav", ".flac"];

    private readonly ImmutableSortedDictionary<string, VoiceSource> _voices;
    private readonly string _folder;

    private VoiceLibrary(ImmutableSortedDictionary<string, VoiceSource> voices, string folder)
    {
        _voices = voices;
        _folder = folder;
    }

    /// <summary>Names of all voices, sorted.</summary>
    public ImmutableArray<string> Names => [.. _voices.Keys];

    /// <summary>Looks for voices; nothing but a <c>voices.bin</c> is read.</summary>
    /// <param name="bundleFolder">Folder of the bundle.</param>
    /// <param name="bundleName">Name of the bundle.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="InputException">A <c>voices.bin</c> is damaged.</exception>
    public static VoiceLibrary Scan(string bundleFolder, string bundleName)
    {
        string parent = Path.GetFullPath(Path.Combine(bundleFolder, ".."));
        string[] folders =
        [
            bundleFolder, Path.Combine(bundleFolder, "voices"), Path.Combine(bundleFolder, "embeddings"),
            Path.Combine(parent, "voices", bundleName), Path.Combine(parent, "voices"),
        ];
        var voices = ImmutableSortedDictionary.CreateBuilder<string, VoiceSource>(StringComparer.Ordinal);
        foreach (string folder in folders.Where(Directory.Exists))
        {
            foreach (string path in Extensions.SelectMany(e => Directory.EnumerateFiles(folder, "*" + e).Order(StringComparer.Ordinal)))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                voices.TryAdd(name, new VoiceSource(name, path));
            }

            string pack = Path.Combine(folder, PackName);
            foreach (string name in File.Exists(pack) ? VoicePackReader.Read(pack).Keys : [])
            {
                voices.TryAdd(name, new VoiceSource(name, pack, name));
            }
        }

        return new VoiceLibrary(voices.ToImmutable(), bundleFolder);
    }

    /// <summary>Finds a voice by name or path.</summary>
    /// <param name="voice">Name, or path of a recording or a .safetensors file.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="InputException">There is no such voice.</exception>
    public VoiceSource Find(string voice)
    {
        if (_voices.TryGetValue(voice, out VoiceSource? found))
        {
            return found;
        }

        if (File.Exists(voice))
        {
            return new VoiceSource(Path.GetFileName(voice), Path.GetFullPath(voice));
        }

        bool isPath = voice.AsSpan().IndexOfAny('/', '\\') >= 0 || Extensions.Contains(Path.GetExtension(voice), StringComparer.OrdinalIgnoreCase);
        throw isPath
            ? new InputException("no such file", file: voice, field: "voice")
            : new InputException(
                $"no voice '{voice}'",
                file: _folder,
                field: "voice",
                expected: _voices.IsEmpty ? "NAME.safetensors in its folder voices" : string.Join(", ", _voices.Keys.Take(30)),
                remedy: "fetch the voice for this bundle, or clone one with voice=prompt.wav; see docs/pocket-tts.md");
    }

    /// <summary>The voice that the reference takes when none is named.</summary>
    /// <param name="language">Language or bundle name.</param>
    /// <returns>A name; it need not be there.</returns>
    public static string Default(string language) => language.Split('_')[0].ToLowerInvariant() switch
    {
        "italian" => "giovanni",
        "spanish" => "lola",
        "german" => "juergen",
        "portuguese" => "rafael",
        "french" => "estelle",
        "dutch" => "daan",
        _ => "alba",
    };
}
