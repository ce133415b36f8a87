using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus</c>: the texts that engines are tested with.</summary>
internal sealed class CorpusCommand(CliHost host, CommonOptions common)
{
    public Command Build() => new("corpus", "Show, check, measure and import the texts that engines are tested with.")
    {
        new CorpusListCommand(host).Build(),
        new CorpusShowCommand(host).Build(),
        new CorpusCheckCommand(host).Build(),
        new CorpusStatsCommand(host, common).Build(),
        new CorpusImportCommand(host).Build(),
    };
}
