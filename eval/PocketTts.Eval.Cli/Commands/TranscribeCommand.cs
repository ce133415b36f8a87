using System.CommandLine;
using System.Text.Json;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval transcribe</c>: what a recognizer hears in sound files.</summary>
internal sealed class TranscribeCommand(CliHost host, CommonOptions common)
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Sound files, WAV or FLAC.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _recognizer = new("--recognizer") { Description = "Who listens: whisper-base, another whisper folder below the models folder, or loopback.", HelpName = "NAME", DefaultValueFactory = _ => "whisper-base" };
    private readonly Option<bool> _pull = MissingModels.PullOption();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("transcribe", "Write down what a recognizer hears in sound files, with word times.") { _files, _recognizer, _pull, _json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string id = result.GetRequiredValue(_recognizer);
        string[] files = result.GetRequiredValue(_files);
        // read everything first: a wrong name among many files is said before the model is loaded
        List<(string File, Waveform Audio)> inputs = [.. files.Select(f => (f, AudioFile.Read(f)))];
        string[] models = result.GetValue(common.Models) ?? [];
        if (await new MissingModels(host, models).EnsureAsync([], [id], result.GetValue(_pull), cancellationToken).ConfigureAwait(false) is not ExitCode.Ok and int exitCode)
        {
            return exitCode;
        }

        var engines = new Engines(host, models);
        using ISpeechRecognizer recognizer = await engines.Recognizers.Find(id).LoadAsync(id, cancellationToken).ConfigureAwait(false);
        foreach (TakeWarning warning in recognizer.Info.Warnings)
        {
            await host.Error.WriteLineAsync($"note: {warning.Code}: {warning.Message}").ConfigureAwait(false);
        }

        var rows = new List<TranscribeRow>();
        foreach ((string file, Waveform audio) in inputs)
        {
            long start = host.Time.GetTimestamp();
            Transcript transcript;
            try
            {
                transcript = await recognizer.TranscribeAsync(audio, cancellationToken).ConfigureAwait(false);
            }
            catch (TakeFailedException failure)
            {
                throw new InputException($"cannot be transcribed ({failure.Reason}): {failure.Message}", file: file, innerException: failure);
            }

            var row = new TranscribeRow(file, audio.DurationSeconds, host.Time.GetElapsedTime(start).TotalSeconds, transcript);
            rows.Add(row);
            if (!result.GetValue(_json))
            {
                await PrintAsync(row, showName: files.Length > 1).ConfigureAwait(false);
            }
        }

        if (result.GetValue(_json))
        {
            await host.Out.WriteLineAsync(JsonSerializer.Serialize(rows.ToArray(), CliJson.Default.TranscribeRowArray)).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private async Task PrintAsync(TranscribeRow row, bool showName)
    {
        if (showName)
        {
            await host.Out.WriteLineAsync($"{row.File}:").ConfigureAwait(false);
        }

        await host.Out.WriteLineAsync(row.Transcript.Text.Length == 0 ? "(nothing heard)" : row.Transcript.Text).ConfigureAwait(false);
        foreach (TranscriptWord word in row.Transcript.Words)
        {
            string times = word is { StartSeconds: { } from, EndSeconds: { } to } ? $"{from,7:F2} – {to,6:F2} s" : "        —       ";
            string probability = word.Probability is { } p ? $"{p,6:P0}" : "     —";
            await host.Out.WriteLineAsync($"{times}  {probability}  {word.Text}").ConfigureAwait(false);
        }

        foreach (TakeWarning warning in row.Transcript.Warnings)
        {
            await host.Error.WriteLineAsync($"note: {warning.Code}: {warning.Message}").ConfigureAwait(false);
        }

        await host.Error.WriteLineAsync($"{row.AudioSeconds:F2} s of sound read in {row.WallSeconds:F2} s").ConfigureAwait(false);
    }
}
