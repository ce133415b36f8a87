using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary><c>pocket-eval models</c>: find, fetch and verify models, and what they may be used for.</summary>
internal sealed class ModelsCommand(CliHost host, CommonOptions common)
{
    public Command Build()
    {
        var options = new ModelsOptions(host, common);
        var command = new Command("models", "Find, fetch and verify models, and say what they may be used for.")
        {
            new ListCommand(host, options).Build(),
            new PullCommand(host, options).Build(),
            new VerifyCommand(host, options).Build(),
            new WhereCommand(host, options).Build(),
            new AddCommand(host, options).Build(),
            new RemoveCommand(host, options).Build(),
            new LicencesCommand(host, options).Build(),
            new ManifestCommand(host, options).Build(),
        };
        options.AddTo(command);
        return command;
    }
}
