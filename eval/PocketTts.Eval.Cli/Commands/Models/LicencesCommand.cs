using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models licences</c>: what models may be used for.</summary>
internal sealed class LicencesCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "Models; without one, those that are here.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("licences", "Say what models may be used for.") { _ids, _json };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        string[] ids = result.GetValue(_ids) ?? [];
        var inventory = new ModelInventory(folders, host.Environment);
        CatalogModel[] models = ids.Length > 0
            ? [.. ids.SelectMany(catalog.WithRequirements).Distinct()]
            : [.. catalog.Models.Where(m => inventory.StatusOf(m).State != ModelState.Missing)];
        if (result.GetValue(_json))
        {
            LicenceRow[] rows = [.. models.Select(m => new LicenceRow(m.Id, m.Title, m.Licence.Name, m.Licence.Url?.AbsoluteUri, Use(m.Licence.CommercialUse), [.. m.Licence.Notes]))];
            host.Out.WriteLine(JsonSerializer.Serialize(rows, ModelsJson.Default.LicenceRowArray));
            return ExitCode.Ok;
        }

        if (models.Length == 0)
        {
            host.Out.WriteLine("no models are here; name one, or 'pocket-eval models list' shows them");
        }

        foreach (CatalogModel model in models)
        {
            host.Out.WriteLine($"{model.Id}: {model.Title}");
            host.Out.WriteLine($"  licence: {model.Licence.Name}{(model.Licence.Url is { } url ? $", {url.AbsoluteUri}" : string.Empty)}");
            host.Out.WriteLine($"  commercial use: {Use(model.Licence.CommercialUse)}");
            foreach (string note in model.Licence.Notes)
            {
                host.Out.WriteLine($"  - {note}");
            }
        }

        return ExitCode.Ok;
    }

    private static string Use(CommercialUse use) => use switch { CommercialUse.Yes => "yes", CommercialUse.No => "no", _ => "unclear" };
}
