using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Cli.Commands.Models;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Pull;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Carries a fetch out and says what came of it and what the models may be used for.</summary>
internal sealed class PullRunner(CliHost host, ModelCatalog catalog, string root, ModelLock pins, PullSettings settings, TextWriter output)
{
    /// <summary>Fetches models.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<PullItem> items, bool json, CancellationToken cancellationToken)
    {
        ImmutableArray<PulledFile> files;
        try
        {
            using var puller = new ModelPuller(catalog, root, pins, settings, host.Environment, host.Time);
            files = await PullView.WatchAsync(host, json, progress => puller.PullAsync(items, progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync($"cancelled; what has arrived is kept in {root}, the same command goes on from there").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }

        if (json)
        {
            PulledRow[] rows = [.. files.Select(f => new PulledRow(f.ModelId, f.Key, f.Outcome.ToString().ToLowerInvariant(), f.Bytes, f.Sha256, f.Source, f.IsNewPin))];
            await output.WriteLineAsync(JsonSerializer.Serialize(new PullReport(root, pins.Location, rows), ModelsJson.Default.PullReport)).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        foreach (IGrouping<string, PulledFile> model in files.GroupBy(f => f.ModelId))
        {
            await output.WriteLineAsync($"{model.Key}: {Describe([.. model])} in {Path.Combine(root, catalog.Find(model.Key).Folder)}").ConfigureAwait(false);
        }

        await TellPinsAsync(files).ConfigureAwait(false);
        await TellTermsAsync(files).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static string Describe(PulledFile[] files)
    {
        IEnumerable<string> parts = new[] { (PullOutcome.Fetched, "fetched"), (PullOutcome.Copied, "copied"), (PullOutcome.Here, "here already"), (PullOutcome.Absent, "left out") }
            .Select(o => (Word: o.Item2, Files: files.Where(f => f.Outcome == o.Item1).ToArray()))
            .Where(o => o.Files.Length > 0)
            .Select(o => $"{o.Files.Length} {(o.Files.Length == 1 ? "file" : "files")} {o.Word}{(o.Word == "left out" ? string.Empty : $" ({ByteText.Of(o.Files.Sum(f => f.Bytes))})")}");
        return string.Join(", ", parts);
    }

    private async Task TellPinsAsync(ImmutableArray<PulledFile> files)
    {
        foreach (PulledFile file in files.Where(f => f.IsNewPin))
        {
            await host.Error.WriteLineAsync($"note: {file.Key} is pinned from now on: sha256 {file.Sha256}").ConfigureAwait(false);
        }
    }

    private async Task TellTermsAsync(ImmutableArray<PulledFile> files)
    {
        foreach (CatalogModel model in files.Select(f => f.ModelId).Distinct().Select(catalog.Find).Where(m => m.Licence.CommercialUse != CommercialUse.Yes))
        {
            await host.Error.WriteLineAsync($"note: {model.Id}: {model.Licence.Name}; {string.Join(' ', model.Licence.Notes)}").ConfigureAwait(false);
        }

        foreach (string need in files.Select(f => f.ModelId).Distinct().Select(catalog.Find).SelectMany(m => m.Needs.Select(n => $"{m.Id} needs {n}")))
        {
            await host.Error.WriteLineAsync($"note: {need}").ConfigureAwait(false);
        }
    }
}
