using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Kokoro.Voices;
using PocketTts.Eval.Models.Pocket;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Voices;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Files.Needs;

/// <summary>Says which models of the manifest a system or a recognizer lacks, without loading anything.</summary>
public sealed class ModelNeeds
{
    private readonly ModelCatalog _catalog;
    private readonly ModelFolders _folders;

    /// <summary>Sets it up.</summary>
    /// <param name="catalog">The manifest.</param>
    /// <param name="folders">Where models are looked for.</param>
    public ModelNeeds(ModelCatalog catalog, ModelFolders folders)
    {
        _catalog = catalog;
        _folders = folders;
    }

    /// <summary>What a system lacks.</summary>
    /// <param name="system">The set-up.</param>
    /// <returns>What to fetch; empty when nothing is missing, or when what is missing cannot be fetched (loading says more then).</returns>
    public IReadOnlyList<PullItem> Of(SystemSpec system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Guarded(() => system.Engine switch
        {
            "kokoro" => Kokoro(KokoroOptions.Parse(system)),
            "pocket" => Pocket(PocketOptions.Parse(system, 1)),
            _ => [],
        });
    }

    /// <summary>What a recognizer lacks.</summary>
    /// <param name="recognizer">Its name with options.</param>
    /// <returns>What to fetch; as for a system.</returns>
    public IReadOnlyList<PullItem> Of(string recognizer)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        return Guarded(() => WhisperOptions.IsWhisper(recognizer) ? Whisper(WhisperOptions.Parse(recognizer)) : []);
    }

    private IReadOnlyList<PullItem> Guarded(Func<IReadOnlyList<PullItem>> find)
    {
        try
        {
            return [.. find().Where(i => _catalog.TryFind(i.ModelId) is not null)];
        }
        catch (InputException)
        {
            // wrong options, or files that are here and broken: loading tells it better
            return [];
        }
    }

    private static PullItem Item(string id, string? precision = null, IEnumerable<string>? voices = null) =>
        new(id, new FileSelection(precision is null ? [] : [precision], [.. voices ?? []]));

    private List<PullItem> Kokoro(KokoroOptions options)
    {
        var items = new List<PullItem>();
        if (options.Model is null)
        {
            if (KokoroModelFiles.TryFindDefault(_folders) is null && _catalog.Models.FirstOrDefault(m => m.Engine == "kokoro" && m.IsDefault) is { } model)
            {
                items.Add(Item(model.Id));
            }
        }
        else if (!IsKokoroHere(options.Model)
            && _catalog.Models.FirstOrDefault(m => m.Folder == KokoroModelFiles.Folder && m.Files.Any(f => f.Path.Split('/')[^1] == options.Model)) is { } named)
        {
            items.Add(Item(named.Id, named.Files.First(f => f.Path.Split('/')[^1] == options.Model).Precision));
        }

        ImmutableArray<string> here = VoiceStore.Scan(_folders.Find(KokoroModelFiles.Folder)).Names;
        string[] voices = [.. options.Blend.Parts.Select(p => p.Name).Where(n => !here.Contains(n) && !File.Exists(n))];
        CatalogModel? pack = _catalog.Models.FirstOrDefault(m => m.Folder == KokoroModelFiles.Folder && voices.Length > 0 && voices.All(v => m.Voices.Contains(v)));
        if (pack is not null)
        {
            // when no voice is here at all, the whole set is what a user wants
            items.Add(here.IsEmpty ? Item(pack.Id) : Item(pack.Id, voices: voices));
        }

        string lexicon = MisakiLexicons.GoldPath(options.IsBritish ? EnglishVariant.Gb : EnglishVariant.Us);
        if (options.Phonemes == "misaki" && _folders.TryFindFile(KokoroModelFiles.Folder, lexicon) is null
            && _catalog.Models.FirstOrDefault(m => m.Folder == KokoroModelFiles.Folder && m.Files.Any(f => f.Path == lexicon)) is { } lexicons)
        {
            items.Add(Item(lexicons.Id));
        }

        // what is fetched with another one need not be named
        return [.. items.Where(i => !items.Exists(o => o != i && i.Selection.Voices.IsEmpty && _catalog.Find(o.ModelId).Requires.Contains(i.ModelId)))];
    }

    private bool IsKokoroHere(string model)
    {
        try
        {
            KokoroModelFiles.Find(_folders, model);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private IReadOnlyList<PullItem> Pocket(PocketOptions options)
    {
        string[] here = [.. BundleFinder.All(_folders)];
        if (options.Bundle is not null && Directory.Exists(options.Bundle))
        {
            return [];
        }

        string? folder = options.Bundle is null ? (here.Length == 1 ? here[0] : null) : Array.Find(here, b => Path.GetFileName(b) == options.Bundle) ?? _folders.TryFindAdded(options.Bundle);
        CatalogModel? model = options.Bundle is null && folder is null
            ? (here.Length == 0 ? _catalog.Models.FirstOrDefault(m => m.Engine == "pocket" && m.IsDefault) : null)
            : _catalog.Models.FirstOrDefault(m => m.Folder == $"{BundleFinder.Folder}/{options.Bundle ?? Path.GetFileName(folder)}");
        if (model is null)
        {
            return [];
        }

        string? precision = options.Precision switch { Precision.Int8 => "int8", Precision.Fp32 => "fp32", _ => null };
        string[] voices = options.Voice is { } voice && model.Voices.Contains(voice) && !model.DefaultVoices.Contains(voice) ? [voice] : [];
        if (folder is null)
        {
            return [Item(model.Id, model.Precisions.Contains(precision ?? string.Empty) ? precision : null, voices)];
        }

        string wanted = options.Voice ?? VoiceLibrary.Default(Path.GetFileName(folder));
        return model.Voices.Contains(wanted) && !VoiceLibrary.Scan(folder, Path.GetFileName(folder)).Names.Contains(wanted)
            ? [Item(model.Id, voices: [wanted])]
            : [];
    }

    private IReadOnlyList<PullItem> Whisper(WhisperOptions options)
    {
        CatalogModel? model = _catalog.Models.FirstOrDefault(m => m.Engine == "whisper" && m.Folder == options.Name);
        if (model is null)
        {
            return [];
        }

        try
        {
            WhisperFiles.Find(_folders, options);
            return [];
        }
        catch (InputException)
        {
            return options.Precision is null ? [Item(model.Id)] : model.Precisions.Contains(options.Precision) ? [Item(model.Id, options.Precision)] : [];
        }
    }
}
