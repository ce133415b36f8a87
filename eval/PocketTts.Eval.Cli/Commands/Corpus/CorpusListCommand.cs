using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Runs.Corpora;
using CorpusTexts = PocketTts.Eval.Core.Corpora.Corpus;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary><c>pocket-eval corpus list</c>: what texts there are.</summary>
internal sealed class CorpusListCommand(CliHost host)
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("list", "List the corpora in ./corpora and those that come with the tool.") { _json };
        command.SetAction((result, _) => Task.FromResult(Execute(result)));
        return command;
    }

    private int Execute(ParseResult result)
    {
        CorpusRow[] rows = [.. ShippedCorpora.Folders.List().Select(c => Row(c.Path))];
        if (result.GetValue(_json))
        {
            host.Out.WriteLine(JsonSerializer.Serialize(rows, CliJson.Default.CorpusRowArray));
            return ExitCode.Ok;
        }

        int name = rows.Select(r => r.Name.Length).DefaultIfEmpty().Max();
        foreach (CorpusRow row in rows)
        {
            host.Out.WriteLine($"{row.Name.PadRight(name)}  {row.Language,-5}  {row.Utterances,5} texts  {row.Words,6} words  {row.EstimatedSeconds / 60,5:F1} min  {(row.IsShipped ? "shipped" : "local  ")}  {row.Title}");
        }

        host.Out.WriteLine($"{rows.Length} corpora, {rows.Sum(r => r.Utterances)} texts, {rows.Sum(r => r.Words)} words, about {rows.Sum(r => r.EstimatedSeconds) / 60:F0} min of speech");
        return ExitCode.Ok;
    }

    private static CorpusRow Row(string path)
    {
        CorpusTexts corpus = CorpusReader.Read(path);
        CorpusStatistics statistics = CorpusStatistics.Of(corpus.Utterances);
        bool isShipped = Path.GetFullPath(path).StartsWith(Path.GetFullPath(ShippedCorpora.Root), StringComparison.Ordinal);
        return new CorpusRow(corpus.Name, corpus.Title, corpus.Language, corpus.Licence, statistics.Utterances, statistics.Words, Math.Round(statistics.EstimatedSeconds, 1), isShipped, path, corpus.Sha256);
    }
}
