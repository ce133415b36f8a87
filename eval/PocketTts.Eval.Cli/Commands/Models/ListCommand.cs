using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models list</c>: what is here and what can be fetched.</summary>
internal sealed class ListCommand(CliHost host, ModelsOptions options)
{
    private readonly Option<string?> _engine = new("--engine") { Description = "Show only models of this engine.", HelpName = "NAME" };
    private readonly Option<bool> _here = new("--here") { Description = "Show only models that are here, whole or in part." };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("list", "Show which models are here and which can be fetched, with size and licence.") { _engine, _here, _json };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        var inventory = new ModelInventory(folders, host.Environment, folders.Roots.Count > 0 ? options.Pins(result, folders) : null);
        string? engine = result.GetValue(_engine);
        string[] engines = [.. catalog.Models.Select(m => m.Engine).Distinct()];
        if (engine is not null && !engines.Contains(engine))
        {
            throw new InputException($"no model is for the engine '{engine}'", field: "--engine", expected: string.Join(", ", engines));
        }

        bool hereOnly = result.GetValue(_here);
        ModelRow[] rows = [.. catalog.Models.Where(m => engine is null || m.Engine == engine).Select(m => Row(m, inventory.StatusOf(m), catalog)).Where(r => !hereOnly || r.State != "missing")];
        AddedRow[] added = [.. AddedModelList.Read(folders).Where(a => engine is null || a.Model.Engine == engine).Select(a => new AddedRow(a.Id, a.Model.Engine, a.Model.Folder, a.Model.Files.Values.Sum(f => f.SizeBytes)))];
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(new ModelList(rows, added), ModelsJson.Default.ModelList));
            return ExitCode.Ok;
        }

        Print(rows, added);
        return ExitCode.Ok;
    }

    private static ModelRow Row(CatalogModel model, ModelStatus status, ModelCatalog catalog)
    {
        DownloadSize size = DownloadSize.Of(model, catalog);
        return new ModelRow(
            model.Id,
            model.Title,
            model.Engine,
            status.State switch { ModelState.Installed => "installed", ModelState.Partial => "partial", ModelState.HuggingFace => "hugging-face", _ => "missing" },
            status.Folder,
            [.. status.Precisions],
            [.. status.Voices],
            status.Bytes,
            size.Bytes,
            size.IsWhole,
            model.Licence.Name,
            Use(model.Licence.CommercialUse),
            [.. model.Languages],
            [.. model.Precisions],
            [.. model.Voices],
            [.. model.Requires],
            [.. model.Needs],
            model.Origin);
    }

    private static string Use(CommercialUse use) => use switch { CommercialUse.Yes => "yes", CommercialUse.No => "no", _ => "unclear" };

    private void Print(ModelRow[] rows, AddedRow[] added)
    {
        int width = rows.Select(r => r.Id.Length).Concat(added.Select(a => a.Id.Length)).Append(2).Max();
        host.Out.WriteLine($"{"id".PadRight(width)}  {"engine",-11}  {"here",-18}  {"download",-10}  {"commercial",-10}  what");
        foreach (ModelRow row in rows)
        {
            host.Out.WriteLine($"{row.Id.PadRight(width)}  {row.Engine,-11}  {Here(row),-18}  {ByteText.Of(row.DownloadBytes, row.IsDownloadBytesWhole),-10}  {row.CommercialUse,-10}  {row.Title}");
        }

        foreach (AddedRow row in added)
        {
            host.Out.WriteLine($"{row.Id.PadRight(width)}  {row.Engine,-11}  {"added",-18}  {"",-10}  {"",-10}  {row.Folder} ({ByteText.Of(row.Bytes, isWhole: true)})");
        }

        host.Out.WriteLine();
        host.Out.WriteLine("'pocket-eval models pull ID' fetches a model; 'pocket-eval models licences ID' says what it may be used for.");
    }

    private static string Here(ModelRow row) => row.State switch
    {
        "missing" => "-",
        "partial" => "in part",
        "hugging-face" => "Hugging Face cache",
        _ when row.AllVoices.Length > 0 && row.Precisions.Length == 0 => $"{row.Voices.Length} of {row.AllVoices.Length} voices",
        _ when row.Precisions.Length == 0 => "yes",
        _ => string.Join(' ', row.Precisions),
    };
}
