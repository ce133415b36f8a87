using System.CommandLine;

namespace PocketTts.Eval.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal sealed class CommonOptions
{
    /// <summary>Folders with models.</summary>
    public Option<string[]> Models { get; } = new("--models")
    {
        Description = "Folder with models (may be given several times); then POCKET_EVAL_MODELS and the user's cache folder are searched.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Calibration files; commands that score add it, their subcommands have it with them.</summary>
    public Option<string[]> Calibrations { get; } = new("--calibration")
    {
        Description = "Calibration file of a recognizer, as 'calibrate' writes it (may be given several times); it comes before those of the tool.",
        HelpName = "FILE",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>A new <c>--json</c> option.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of text for people." };
}
