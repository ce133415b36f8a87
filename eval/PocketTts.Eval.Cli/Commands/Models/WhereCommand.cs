using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models where</c>: the folder of a model, for scripts.</summary>
internal sealed class WhereCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string> _id = new("ID") { Description = "A model, fetched or added." };
    private readonly Option<bool> _files = new("--files") { Description = "Print the paths of its files instead." };

    public Command Build()
    {
        var command = new Command("where", "Print the folder of a model that is here.") { _id, _files };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        string id = result.GetRequiredValue(_id);
        bool files = result.GetValue(_files);
        if (AddedModelList.Read(folders).FirstOrDefault(a => a.Id == id).Model is { } added)
        {
            Print(added.Folder, files ? added.Files.Keys.Select(f => Path.Combine(added.Folder, f)) : null);
            return ExitCode.Ok;
        }

        CatalogModel model = catalog.Find(id);
        ModelStatus status = new ModelInventory(folders, host.Environment, options.Pins(result, folders)).StatusOf(model);
        if (status.Folder is null)
        {
            throw new InputException($"'{id}' is not here", expected: "it in " + string.Join(" or ", folders.Roots), remedy: $"'pocket-eval models pull {id}' fetches it");
        }

        string root = status.Folder[..^model.Folder.Length];
        Print(status.Folder, !files ? null : status.State == ModelState.HuggingFace ? FileSelection.Default.Of(model).Select(f => Path.Combine(status.Folder, f.Path)).Where(File.Exists) : status.Files.Select(f => Path.Combine(root, f)));
        return ExitCode.Ok;
    }

    private void Print(string folder, IEnumerable<string>? files)
    {
        foreach (string line in files ?? [folder])
        {
            host.Out.WriteLine(line);
        }
    }
}
