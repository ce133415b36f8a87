using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models remove</c>: deletes fetched models, forgets added ones.</summary>
internal sealed class RemoveCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "Models, fetched or added.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _force = new("--force") { Description = "Delete files too that 'models pull' did not bring." };

    public Command Build()
    {
        var command = new Command("remove", "Delete fetched models from the models folder; forget added ones, whose files stay.") { _ids, _force };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        string root = ModelsOptions.Root(folders);
        var remover = new ModelRemover(catalog, root, options.Pins(result, folders), host.Time);
        foreach (string id in result.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal))
        {
            RemovedModel removed = await remover.RemoveAsync(id, result.GetValue(_force), cancellationToken).ConfigureAwait(false);
            await host.Out.WriteLineAsync(removed.IsAdded
                ? $"{id}: forgotten; its files stay where they are"
                : $"{id}: {removed.Files.Length} {(removed.Files.Length == 1 ? "file" : "files")} deleted, {ByteText.Of(removed.Bytes)}{(removed.Kept.IsEmpty ? string.Empty : $"; {removed.Kept.Length} stay, another model needs them")}").ConfigureAwait(false);
            string[] required = [.. catalog.TryFind(id)?.Requires ?? []];
            if (required.Length > 0)
            {
                await host.Error.WriteLineAsync($"note: what it required stays: {string.Join(", ", required)}").ConfigureAwait(false);
            }
        }

        return ExitCode.Ok;
    }
}
