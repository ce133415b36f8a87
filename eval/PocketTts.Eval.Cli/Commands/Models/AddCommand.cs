using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Adding;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models add</c>: names a model of one's own where it is.</summary>
internal sealed class AddCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string> _path = new("PATH") { Description = "Folder of the model; its files stay there." };
    private readonly Option<string> _id = new("--id") { Description = "Name the model gets.", HelpName = "ID", Required = true };

    public Command Build()
    {
        var command = new Command("add", "Register a model of your own: recognize it, load it once, note the hashes of its files.") { _path, _id };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        var adder = new ModelAdder(catalog, ModelsOptions.Root(folders), options.Pins(result, folders), host.Time);
        AddResult added = await adder.AddAsync(result.GetRequiredValue(_path), result.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        foreach (string hint in added.Hints)
        {
            await host.Error.WriteLineAsync($"note: {hint}").ConfigureAwait(false);
        }

        await host.Out.WriteLineAsync($"{added.Id}: {added.Layout}; {added.Model.Files.Count} files, {ByteText.Of(added.Model.Files.Values.Sum(f => f.SizeBytes))}, in {added.Model.Folder}").ConfigureAwait(false);
        await host.Out.WriteLineAsync($"use it: {added.Usage}").ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
