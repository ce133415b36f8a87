using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models verify</c>: whether what is here is what it should be.</summary>
internal sealed class VerifyCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "Models, fetched or added; without one, all that are here.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("verify", "Hash every file that is here and compare it with the manifest and the pins.") { _ids, _json };
        command.SetAction((result, token) => Task.FromResult(Execute(result, token)));
        return command;
    }

    private int Execute(ParseResult result, CancellationToken cancellationToken)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        var inventory = new ModelInventory(folders, host.Environment, options.Pins(result, folders));
        var verifier = new ModelVerifier(catalog, folders, inventory);
        bool json = result.GetValue(_json);
        var all = new List<VerifiedFile>();
        string? current = null;
        foreach (VerifiedFile file in verifier.Verify(result.GetValue(_ids) ?? [], cancellationToken))
        {
            if (!json && current is not null && current != file.ModelId)
            {
                Print([.. all.Where(f => f.ModelId == current)]);
            }

            current = file.ModelId;
            all.Add(file);
        }

        if (json)
        {
            VerifiedRow[] rows = [.. all.Select(f => new VerifiedRow(f.ModelId, f.Path, f.Outcome.ToString().ToLowerInvariant(), f.Expected, f.Found, f.Bytes))];
            host.Out.WriteLine(JsonSerializer.Serialize(rows, ModelsJson.Default.VerifiedRowArray));
        }
        else if (current is null)
        {
            host.Out.WriteLine("no models are here");
        }
        else
        {
            Print([.. all.Where(f => f.ModelId == current)]);
        }

        return all.Exists(f => f.Outcome is VerifyOutcome.Wrong or VerifyOutcome.Missing) ? ExitCode.Usage : ExitCode.Ok;
    }

    private void Print(VerifiedFile[] files)
    {
        int right = files.Count(f => f.Outcome == VerifyOutcome.Right);
        string verdict = right == files.Length ? "right" : $"{right} right";
        host.Out.WriteLine($"{files[0].ModelId}: {files.Length} {(files.Length == 1 ? "file" : "files")}, {ByteText.Of(files.Sum(f => f.Bytes))}, {verdict}");
        foreach (VerifiedFile file in files.Where(f => f.Outcome != VerifyOutcome.Right))
        {
            host.Out.WriteLine(file.Outcome switch
            {
                VerifyOutcome.Wrong => $"  wrong    {file.Path}: sha256 {file.Found}, expected {file.Expected}",
                VerifyOutcome.Missing => $"  missing  {file.Path}",
                _ => $"  unknown  {file.Path}: sha256 {file.Found}; no hash is known, 'models pull' pins it",
            });
        }
    }
}
