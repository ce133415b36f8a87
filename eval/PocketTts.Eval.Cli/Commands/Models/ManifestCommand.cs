using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models manifest</c>: the built-in manifest as a start for one's own, its schema, and a check.</summary>
internal sealed class ManifestCommand(CliHost host, ModelsOptions options)
{
    private readonly Option<bool> _schema = new("--schema") { Description = "Print the JSON Schema instead." };
    private readonly Option<bool> _check = new("--check") { Description = "Check your manifest and say where it is, instead." };

    public Command Build()
    {
        var command = new Command("manifest", "Print the built-in manifest of models, as a start for your own.") { _schema, _check };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        if (result.GetValue(_check))
        {
            ModelCatalog catalog = options.Catalog(result);
            CatalogModel[] own = [.. catalog.Models.Where(m => m.Origin is not null)];
            host.Out.WriteLine(own.Length == 0
                ? $"no manifest of your own; it would be {ModelCatalog.DefaultManifestPath(host.Environment) ?? "named by --manifest"}"
                : $"{own[0].Origin}: fine, {string.Join(", ", own.Select(m => m.Id))}");
            return ExitCode.Ok;
        }

        host.Out.Write(result.GetValue(_schema) ? ModelCatalog.Schema : ModelCatalog.BuiltInManifest);
        return ExitCode.Ok;
    }
}
