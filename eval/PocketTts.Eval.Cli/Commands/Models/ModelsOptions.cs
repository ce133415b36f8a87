using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary>What the commands about models share: the manifest, the folders, the pins.</summary>
internal sealed class ModelsOptions(CliHost host, CommonOptions common)
{
    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = $"Your manifest, which changes and extends the built-in one. [default: {ModelCatalog.Variable}, else models.json in your configuration folder]",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _lock = new("--lock")
    {
        Description = $"File with the pins of fetched files, to keep beside a plan. [default: {ModelLock.FileName} in the models folder]",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Adds the options to the command above all of them.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_manifest);
        command.Options.Add(_lock);
    }

    /// <summary>The manifest.</summary>
    public ModelCatalog Catalog(ParseResult result) => ModelCatalog.Load(result.GetValue(_manifest), host.Environment);

    /// <summary>The models folders.</summary>
    public ModelFolders Folders(ParseResult result, ModelCatalog catalog) => new(result.GetValue(common.Models) ?? [], host.Environment, catalog);

    /// <summary>The folder that is written to: the first one.</summary>
    public static string Root(ModelFolders folders) => folders.Roots.Count > 0
        ? folders.Roots[0]
        : throw new InputException("there is no folder for models", remedy: $"name one with --models or {ModelFolders.Variable}");

    /// <summary>The pins of the folder that is written to.</summary>
    public ModelLock Pins(ParseResult result, ModelFolders folders) => new(result.GetValue(_lock) ?? Path.Combine(Root(folders), ModelLock.FileName));
}
