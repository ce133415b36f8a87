using System.Collections.Immutable;
using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.Models.Files.Pull;

namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary>How models are fetched, as options.</summary>
internal sealed class PullOptions(CliHost host)
{
    private static readonly DownloadSettings s_defaults = new();

    private readonly Option<string[]> _precisions = new("--precision") { Description = "Precisions to fetch, with commas between; 'all' for all. [default: the model's]", HelpName = "NAMES", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _voices = new("--voices") { Description = "Voices to fetch, with commas between; 'all' for all. [default: the model's]", HelpName = "NAMES", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _mirror = new("--mirror") { Description = "Server to fetch from instead: it serves a models folder as it is, URL/kokoro/….", HelpName = "URL" };
    private readonly Option<bool> _offline = new("--offline") { Description = "Fetch nothing; check what is here and copy what the Hugging Face cache has." };
    private readonly Option<bool> _repin = new("--repin") { Description = "Fetch files anew whose hash only the lock file knows, and pin what comes." };
    private readonly Option<int> _parallel = new("--parallel") { Description = "Files fetched at once.", HelpName = "N", DefaultValueFactory = _ => s_defaults.ParallelFiles };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _precisions, _voices, _mirror, _offline, _repin, _parallel })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The precisions and voices.</summary>
    public FileSelection Selection(ParseResult result) => new(Names(result.GetValue(_precisions)), Names(result.GetValue(_voices)));

    /// <summary>The settings.</summary>
    public PullSettings Settings(ParseResult result) => new()
    {
        Mirror = result.GetValue(_mirror) is { } mirror ? PullSettings.ParseMirror(mirror) : null,
        IsOffline = result.GetValue(_offline) || IsOfflineByEnvironment(host),
        Repins = result.GetValue(_repin),
        Download = s_defaults with { ParallelFiles = result.GetValue(_parallel) },
    };

    /// <summary>Whether the variable of the Hugging Face libraries forbids fetching.</summary>
    public static bool IsOfflineByEnvironment(CliHost host) => host.Environment("HF_HUB_OFFLINE")?.ToUpperInvariant() is "1" or "TRUE" or "YES" or "ON";

    private static ImmutableArray<string> Names(string[]? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
}
