using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Json;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>
/// Reads a manifest of models; its form is in <c>models.schema.json</c>. All errors are told at once. A model that is <c>null</c>
/// takes the built-in one of that id away.
/// </summary>
internal static class ManifestReader
{
    /// <summary>Version of the form that is read.</summary>
    public const int Version = 1;

    private const long LargestFile = 1L << 40;

    /// <summary>Reads a manifest.</summary>
    /// <param name="root">The parsed file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="origin">Its path when it is the user's, or null.</param>
    /// <returns>Models by id, in file order; null for an id that is taken away.</returns>
    /// <exception cref="InputException">Something in it is wrong; every error is named.</exception>
    public static IReadOnlyList<(string Id, CatalogModel? Model)> Read(PlacedValue root, string path, string? origin)
    {
        if (root is not PlacedObject top)
        {
            throw new InputException($"holds {root.Describe()}", path, root.Line, expected: "an object with version and models");
        }

        var problems = new List<InputException>();
        var fields = new FieldReader(top, path, "manifest", problems);
        if (fields.OptionalInteger("version", 0, int.MaxValue) is not Version)
        {
            fields.Report("version", "this version of the form is not known", FormattableString.Invariant($"{Version}"));
        }

        var models = new List<(string, CatalogModel?)>();
        foreach (PlacedMember member in fields.Members("models"))
        {
            if (!CatalogNames.IsId(member.Key))
            {
                problems.Add(new InputException($"'{member.Key}' is no model id", path, member.Line, "models", CatalogNames.IdForm, column: member.Column));
            }
            else if (member.Value is PlacedNull)
            {
                models.Add((member.Key, null));
            }
            else if (member.Value is PlacedObject value)
            {
                models.Add((member.Key, ReadModel(member.Key, new FieldReader(value, path, "models." + member.Key, problems), origin)));
            }
            else
            {
                problems.Add(new InputException(member.Value.Describe(), path, member.Line, "models." + member.Key, "an object, or null to take the model away", column: member.Column));
            }
        }

        fields.RejectUnknown();
        return problems.Count == 0 ? models : throw new InputException(problems);
    }

    private static CatalogModel ReadModel(string id, FieldReader fields, string? origin)
    {
        string folder = fields.Text("folder");
        if (folder.Length > 0 && SafePath.Problem(folder) is { } unsafeFolder)
        {
            fields.Report("folder", $"'{folder}' cannot be used: {unsafeFolder}", "a name below the models folder");
        }

        ImmutableArray<Uri> sources = ReadAddresses(fields, "sources", isFolder: true);
        var files = new List<CatalogFile>();
        foreach (FieldReader file in fields.Objects("files"))
        {
            files.Add(ReadFile(file, sources));
        }

        if (fields.Object("voices") is { } voices)
        {
            files.AddRange(ReadVoices(voices, sources));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (CatalogFile twice in files.Where(f => f.Path.Length > 0 && !seen.Add(SafePath.Fold(f.Path))))
        {
            fields.Report("files", $"'{twice.Path}' stands twice", "each path once");
        }

        var model = new CatalogModel
        {
            Id = id,
            Title = fields.Text("title"),
            Engine = fields.Text("engine"),
            Folder = folder,
            Licence = ReadLicence(fields),
            Files = [.. files],
            Languages = fields.Texts("languages"),
            Requires = fields.Texts("requires"),
            Needs = fields.Texts("needs"),
            DefaultPrecision = fields.OptionalText("defaultPrecision"),
            DefaultVoices = fields.Texts("defaultVoices"),
            IsDefault = fields.Flag("default"),
            Origin = origin,
        };
        CheckDefaults(model, fields);
        fields.RejectUnknown();
        return model;
    }

    private static void CheckDefaults(CatalogModel model, FieldReader fields)
    {
        ImmutableArray<string> precisions = model.Precisions;
        if (precisions.Length > 0 && (model.DefaultPrecision is null || !precisions.Contains(model.DefaultPrecision)))
        {
            fields.Report("defaultPrecision", model.DefaultPrecision is null ? "is missing" : $"'{model.DefaultPrecision}'", string.Join(" or ", precisions));
        }

        foreach (string voice in model.DefaultVoices.Except(model.Voices, StringComparer.Ordinal))
        {
            fields.Report("defaultVoices", $"there is no voice '{voice}'", NearestName.Suggest(voice, model.Voices));
        }

        if (model.Files.IsEmpty && model.Requires.IsEmpty)
        {
            fields.Report("files", "the model has no files", "files, voices or requires");
        }
    }

    private static CatalogLicence ReadLicence(FieldReader model)
    {
        if (model.Object("licence") is not { } fields)
        {
            model.Report("licence", "is missing", "an object with name and commercialUse");
            return new CatalogLicence(string.Empty, null, CommercialUse.Unclear, []);
        }

        string name = fields.Text("name");
        string? url = fields.OptionalText("url", CatalogNames.IsAddress, CatalogNames.AddressForm);
        string use = fields.Text("commercialUse");
        CommercialUse commercialUse = use switch { "yes" => CommercialUse.Yes, "no" => CommercialUse.No, _ => CommercialUse.Unclear };
        if (use is not ("yes" or "no" or "unclear" or ""))
        {
            fields.Report("commercialUse", $"'{use}'", "yes, no or unclear");
        }

        var licence = new CatalogLicence(name, url is null ? null : new Uri(url), commercialUse, fields.Texts("notes"));
        fields.RejectUnknown();
        return licence;
    }

    private static CatalogFile ReadFile(FieldReader fields, ImmutableArray<Uri> sources)
    {
        string path = fields.Text("path");
        if (path.Length > 0 && SafePath.Problem(path) is { } problem)
        {
            fields.Report("path", $"'{path}' cannot be used: {problem}", "a name below the model's folder");
        }

        string from = fields.OptionalText("from", f => SafePath.Problem(f) is null, "a relative name below a source") ?? path;
        ImmutableArray<Uri> urls = ReadAddresses(fields, "urls", isFolder: false);
        if (urls.IsEmpty && sources.IsEmpty)
        {
            fields.Report("urls", "the file has no address", "urls of the file or sources of the model");
        }

        var file = new CatalogFile
        {
            Path = path,
            Urls = urls.IsEmpty ? [.. sources.Select(s => CatalogNames.Below(s, from))] : urls,
            Bytes = fields.OptionalInteger("bytes", 1, LargestFile),
            Sha256 = fields.OptionalText("sha256", CatalogNames.IsSha256, CatalogNames.Sha256Form),
            Precision = fields.OptionalText("precision", CatalogNames.IsId, CatalogNames.IdForm),
            Voice = fields.OptionalText("voice"),
            IsOptional = fields.Flag("optional"),
            Archive = ReadArchive(fields, path),
        };
        fields.RejectUnknown();
        return file;
    }

    private static CatalogArchive? ReadArchive(FieldReader file, string path)
    {
        if (file.Object("unpack") is not { } fields)
        {
            return null;
        }

        if (!CatalogNames.IsArchive(path))
        {
            file.Report("unpack", $"'{path}' is no archive", "a name that ends in .tar, .tar.gz, .tgz, .tar.bz2 or .zip");
        }

        long? most = fields.OptionalInteger("maxBytes", 1, LargestFile);
        if (most is null)
        {
            fields.Report("maxBytes", "is missing", "the most bytes that may come out of the archive");
        }

        var archive = new CatalogArchive((int)(fields.OptionalInteger("strip", 0, 5) ?? 0), most ?? 1);
        fields.RejectUnknown();
        return archive;
    }

    private static IEnumerable<CatalogFile> ReadVoices(FieldReader fields, ImmutableArray<Uri> modelSources)
    {
        const string Name = "{name}";
        string path = fields.Text("path");
        string from = fields.OptionalText("from") ?? path;
        ImmutableArray<Uri> own = ReadAddresses(fields, "sources", isFolder: true);
        ImmutableArray<Uri> sources = own.IsEmpty ? modelSources : own;
        if (!path.Contains(Name, StringComparison.Ordinal) || !from.Contains(Name, StringComparison.Ordinal))
        {
            fields.Report("path", $"'{path}' has no {Name}", $"for example voices/{Name}.bin");
        }

        if (sources.IsEmpty)
        {
            fields.Report("sources", "the voices have no address", "sources of the voices or of the model");
        }

        var files = new List<CatalogFile>();
        foreach (PlacedMember member in fields.Members("names"))
        {
            FieldReader? pin = member.Value is PlacedObject value ? new FieldReader(value, fields.Path, $"{fields.Field}.names.{member.Key}", fields.Problems) : null;
            string file = path.Replace(Name, member.Key, StringComparison.Ordinal);
            if (!CatalogNames.IsVoice(member.Key) || SafePath.Problem(file) is not null || (pin is null && member.Value is not PlacedNull))
            {
                fields.Problems.Add(new InputException($"'{member.Key}' is no voice with a pin", fields.Path, member.Line, fields.Field + ".names", "a name of letters, digits, _ and -, and { bytes, sha256 } or null", column: member.Column));
                continue;
            }

            files.Add(new CatalogFile
            {
                Path = file,
                Urls = [.. sources.Select(s => CatalogNames.Below(s, from.Replace(Name, member.Key, StringComparison.Ordinal)))],
                Bytes = pin?.OptionalInteger("bytes", 1, LargestFile),
                Sha256 = pin?.OptionalText("sha256", CatalogNames.IsSha256, CatalogNames.Sha256Form),
                Voice = member.Key,
            });
            pin?.RejectUnknown();
        }

        fields.RejectUnknown();
        return files;
    }

    private static ImmutableArray<Uri> ReadAddresses(FieldReader fields, string key, bool isFolder)
    {
        var addresses = new List<Uri>();
        foreach (string text in fields.Texts(key))
        {
            if (!CatalogNames.IsAddress(text) || (isFolder && !text.EndsWith('/')))
            {
                fields.Report(key, $"'{text}'", isFolder ? CatalogNames.AddressForm + " that ends in /" : CatalogNames.AddressForm);
                continue;
            }

            addresses.Add(new Uri(text));
        }

        return [.. addresses];
    }
}
