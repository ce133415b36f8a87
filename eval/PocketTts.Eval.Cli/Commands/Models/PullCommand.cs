using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models pull</c>: brings models here.</summary>
internal sealed class PullCommand(CliHost host, ModelsOptions options)
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "Models; what they require is fetched too.", Arity = ArgumentArity.OneOrMore };
    private readonly PullOptions _pull = new(host);
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("pull", "Fetch models into the models folder, go on where an earlier fetch stopped, check what is there.") { _ids };
        _pull.AddTo(command);
        command.Options.Add(_json);
        command.SetAction(ExecuteAsync);
        return command;
    }

    private Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        ModelCatalog catalog = options.Catalog(result);
        ModelFolders folders = options.Folders(result, catalog);
        FileSelection selection = _pull.Selection(result);
        PullItem[] items = [.. result.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal).Select(id => new PullItem(id, selection))];
        var runner = new PullRunner(host, catalog, ModelsOptions.Root(folders), options.Pins(result, folders), _pull.Settings(result), host.Out);
        return runner.RunAsync(items, result.GetValue(_json), cancellationToken);
    }
}
