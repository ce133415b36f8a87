using System.CommandLine;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Needs;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Looks before the work begins whether models are missing: says the command that fetches them, or fetches them.</summary>
internal sealed class MissingModels(CliHost host, IReadOnlyList<string> modelFolders)
{
    /// <summary>A new <c>--pull</c> option.</summary>
    public static Option<bool> PullOption() => new("--pull") { Description = "Fetch models that are missing first." };

    /// <summary>Makes sure that the models are here, as far as the manifest knows them.</summary>
    /// <param name="systems">Who speaks.</param>
    /// <param name="recognizers">Who listens.</param>
    /// <param name="pull">True: what is missing is fetched.</param>
    /// <param name="cancellationToken">Ends a fetch.</param>
    /// <returns>The exit code: fine, or that of a fetch that was cancelled.</returns>
    /// <exception cref="InputException">Models are missing and are not to be fetched, or cannot be.</exception>
    public async Task<int> EnsureAsync(IReadOnlyList<SystemSpec> systems, IReadOnlyList<string> recognizers, bool pull, CancellationToken cancellationToken)
    {
        ModelCatalog catalog = ModelCatalog.Load(manifest: null, host.Environment);
        var folders = new ModelFolders(modelFolders, host.Environment, catalog);
        var needs = new ModelNeeds(catalog, folders);
        IReadOnlyList<PullItem> items = PullCommands.Join(systems.SelectMany(needs.Of).Concat(recognizers.SelectMany(needs.Of)));
        if (items.Count == 0)
        {
            return ExitCode.Ok;
        }

        if (!pull)
        {
            throw new InputException(
                $"missing: {string.Join(", ", items.Select(i => Describe(i, catalog)))}",
                expected: "in " + string.Join(" or ", folders.Roots),
                remedy: $"{string.Join(" and ", PullCommands.Of(items).Select(c => $"'{c}'"))} fetches what is missing, and so does --pull; name another models folder with --models or {ModelFolders.Variable}");
        }

        string root = Commands.Models.ModelsOptions.Root(folders);
        var settings = new PullSettings { IsOffline = Commands.Models.PullOptions.IsOfflineByEnvironment(host) };
        var runner = new PullRunner(host, catalog, root, new ModelLock(Path.Combine(root, ModelLock.FileName)), settings, host.Error);
        return await runner.RunAsync(items, json: false, cancellationToken).ConfigureAwait(false);
    }

    private static string Describe(PullItem item, ModelCatalog catalog)
    {
        CatalogFile[] files = [.. catalog.WithRequirements(item.ModelId).SelectMany(m => item.Selection.Of(m)).Where(f => !f.IsOptional)];
        return $"{item.ModelId} ({ByteText.Of(files.Sum(f => f.Bytes ?? 0), files.All(f => f.Bytes is not null))})";
    }
}
