using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Cli.Rendering;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Exports;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval export</c>: the takes of a run for other tools.</summary>
internal sealed class ExportCommand(CliHost host, CommonOptions common)
{
    private static readonly string[] s_formats = [.. Enum.GetNames<ExportFormat>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] s_audio = [.. Enum.GetNames<ExportAudio>().Select(n => n.ToLowerInvariant())];

    private readonly Argument<string> _run = new("RUN") { Description = "Run folder." };
    private readonly Option<string> _format = new("--format")
    {
        Description = "trn: sclite's ref.trn and hyp.trn; jsonl, csv or parquet: metadata with file_name, as Hugging Face's audio folders have it.", HelpName = string.Join('|', s_formats), Required = true,
    };

    private readonly Option<string?> _out = new("--out") { Description = "Folder of the files. [default: RUN, where the sounds are]", HelpName = "DIR" };
    private readonly Option<string?> _recognizer = new("--recognizer") { Description = "Whose transcripts. [default: the run's first]", HelpName = "NAME" };
    private readonly Option<string?> _normalizer = new("--normalizer") { Description = "Rules by which texts and transcripts are compared, as for score.", HelpName = "NAME" };
    private readonly Option<bool> _counted = new("--counted") { Description = "Only takes that enter the rates: repeats with identical sound once." };
    private readonly Option<bool> _withSound = new("--with-sound") { Description = "Only takes whose sound is in the run folder." };
    private readonly Option<string> _audio = new("--audio") { Description = "Bring the sounds into DIR/audio.", HelpName = string.Join('|', s_audio), DefaultValueFactory = _ => s_audio[0] };

    public Command Build()
    {
        var command = new Command("export", "Write the takes of a run for other tools: sclite, Hugging Face datasets, data frames.")
        {
            _run, _format, _out, _recognizer, _normalizer, _counted, _withSound, _audio, common.Calibrations,
        };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new ExportOptions
        {
            Format = (ExportFormat)Index(result.GetRequiredValue(_format), s_formats, "--format"),
            Audio = (ExportAudio)Index(result.GetRequiredValue(_audio), s_audio, "--audio"),
            RecognizerId = result.GetValue(_recognizer),
            OnlyCounted = result.GetValue(_counted),
            OnlyWithSound = result.GetValue(_withSound),
        };
        if (options is { Format: ExportFormat.Trn, Audio: not ExportAudio.None })
        {
            throw new InputException("transcripts name no sounds", field: "--audio", remedy: "leave it out, or choose another --format");
        }

        RunFolder run = RunFolder.Open(result.GetRequiredValue(_run));
        RunNotes.Tell(host, run);
        RunResult scored = run.Score(Scoring.Options(host, common, result, result.GetValue(_normalizer)));
        ExportResult written = await RunExporter.WriteAsync(scored, run.Folder, result.GetValue(_out) ?? run.Folder, options, cancellationToken).ConfigureAwait(false);
        foreach (string note in written.Notes)
        {
            await host.Error.WriteLineAsync($"note: {note}").ConfigureAwait(false);
        }

        foreach (string file in written.Files)
        {
            await host.Out.WriteLineAsync(FormattableString.Invariant($"{file}: {written.Takes} {(written.Takes == 1 ? "take" : "takes")}")).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private static int Index(string name, string[] names, string option) =>
        Array.IndexOf(names, name) is >= 0 and int index ? index : throw new InputException($"found '{name}'", field: option, expected: string.Join(", ", names), remedy: NearestName.Suggest(name, names));
}
