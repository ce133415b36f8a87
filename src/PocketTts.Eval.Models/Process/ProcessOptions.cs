using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.Process;

/// <summary>The options of a process system, checked.</summary>
internal sealed record ProcessOptions
{
    /// <summary>Name of the convention of tts_longeval.</summary>
    public const string ExternalTts = "external-tts";

    private const string OwnProtocol = "pocket-eval";
    private const string HandedPrefix = "option-";

    /// <summary>The command with its quotes.</summary>
    public required string Command { get; init; }

    /// <summary>Folder the command works in, or null for the current one.</summary>
    public string? Folder { get; init; }

    /// <summary>Voice, or null for the adapter's own choice.</summary>
    public string? Voice { get; init; }

    /// <summary>True for the convention of tts_longeval.</summary>
    public bool IsExternalTts { get; init; }

    /// <summary>Rate of the sound where the protocol does not tell it, or null to find out.</summary>
    public int? SampleRateHz { get; init; }

    /// <summary>Longest time from the start to the greeting.</summary>
    public TimeSpan StartupLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Options for the adapter, by name.</summary>
    public ImmutableSortedDictionary<string, string> Handed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads and checks all options; every problem is named.</summary>
    /// <exception cref="InputException">At least one option is wrong.</exception>
    public static ProcessOptions Parse(SystemSpec spec)
    {
        var reader = new OptionReader(spec);
        string? command = reader.Raw("command");
        if (command is null)
        {
            reader.AddProblem("command", "found nothing", "what to start", "for example process:command=bash eval/adapters/espeak-ng.sh");
        }

        bool isExternalTts = reader.Choice("protocol", OwnProtocol, OwnProtocol, ExternalTts) == ExternalTts;
        int? rate = reader.OptionalWholeNumber("rate", 1_000, 768_000);
        if (rate is not null && !isExternalTts)
        {
            reader.AddProblem("rate", "only goes with protocol=external-tts", remedy: "otherwise the adapter tells its rate");
        }

        var options = new ProcessOptions
        {
            Command = command ?? string.Empty,
            Folder = reader.Text("folder"),
            Voice = reader.Voice,
            IsExternalTts = isExternalTts,
            SampleRateHz = rate,
            StartupLimit = TimeSpan.FromSeconds(reader.Number("startup-timeout", 120, 0.1, 3600)),
            Handed = reader.Prefixed(HandedPrefix),
        };
        reader.ThrowIfWrong();
        return options;
    }
}
