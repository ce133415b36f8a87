using System.CommandLine;
using System.Text;
using System.Text.Json;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Cli.Commands;

/// <summary><c>pocket-eval speak</c>: one text to one WAV file.</summary>
internal sealed class SpeakCommand(CliHost host, CommonOptions common)
{
    private readonly Option<string> _system = new("--system") { Description = "Who speaks: engine[:voice][,option=value]…, e.g. kokoro:af_heart.", HelpName = "SYSTEM", Required = true };
    private readonly Option<string> _text = new("--text") { Description = "What to say; '-' reads standard input.", HelpName = "TEXT", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "WAV file to write (16 bit, mono, the engine's rate).", HelpName = "FILE", DefaultValueFactory = _ => "speech.wav" };
    private readonly Option<long?> _seed = new("--seed") { Description = "Seed, for engines that use one.", HelpName = "N" };
    private readonly Option<double?> _timeout = new("--timeout") { Description = "Seconds after which the take counts as failed. [default: 60, and 1 for each character of the text]", HelpName = "SECONDS" };
    private readonly Option<bool> _pull = MissingModels.PullOption();
    private readonly Option<bool> _json = CommonOptions.Json();

    public Command Build()
    {
        var command = new Command("speak", "Speak one text into a WAV file.") { _system, _text, _out, _seed, _timeout, _pull, _json };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        try
        {
            string text = await host.In.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException problem)
        {
            throw new InputException("standard input is not UTF-8", field: "--text", expected: "text in UTF-8", innerException: problem);
        }
    }

    private async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        SystemSpec spec = SystemSpec.Parse(result.GetRequiredValue(_system));
        string path = result.GetRequiredValue(_out);
        string text = result.GetRequiredValue(_text);
        text = text == "-" ? await ReadInputAsync(cancellationToken).ConfigureAwait(false) : text;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InputException("the text is empty", field: "--text", expected: "at least one word");
        }

        TimeSpan longest = result.GetValue(_timeout) switch
        {
            null => TakeLimits.Default.ForSynthesis(text),
            >= 0.001 and <= 86_400 and double seconds => TimeSpan.FromSeconds(seconds),
            double seconds => throw new InputException(FormattableString.Invariant($"found {seconds}"), field: "--timeout", expected: "seconds from 0.001 to 86400"),
        };
        string[] models = result.GetValue(common.Models) ?? [];
        if (await new MissingModels(host, models).EnsureAsync([spec], [], result.GetValue(_pull), cancellationToken).ConfigureAwait(false) is not ExitCode.Ok and int exitCode)
        {
            return exitCode;
        }

        var engines = new Engines(host, models);
        using ISpeechSynthesizer synthesizer = await engines.Synthesizers.Find(spec).LoadAsync(spec, cancellationToken).ConfigureAwait(false);
        long? seed = synthesizer.Info.UsesSeed ? result.GetValue(_seed) ?? 1 : null;
        using var limit = new CancellationTokenSource(longest, host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        long start = host.Time.GetTimestamp();
        var clock = new ArrivalSink(host.Time, start);
        SynthesisResult spoken;
        byte[] file;
        double wallSeconds;
        int clipped;
        try
        {
            spoken = await synthesizer.SynthesizeAsync(new SynthesisRequest(text, Seed: seed), clock, either.Token).ConfigureAwait(false);
            wallSeconds = host.Time.GetElapsedTime(start).TotalSeconds;
            file = WavWriter.ToBytes(spoken.Audio, out clipped);
        }
        catch (TakeFailedException failure)
        {
            throw new InputException($"nothing was spoken ({failure.Reason}): {failure.Message}", field: "--text", innerException: failure);
        }

        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new InputException(FormattableString.Invariant($"nothing was spoken (time-out): not done after {longest.TotalSeconds:0.###} s"), field: "--timeout", remedy: "give it more time if it only is slow");
        }

        if (spoken.Audio.Samples.IsEmpty)
        {
            throw new InputException("the system gave no sound", field: "--system");
        }

        OutputFile.Write(path, file);
        double audioSeconds = spoken.Audio.DurationSeconds;
        if (LevelMeter.Measure(spoken.Audio).RmsDbfs is null)
        {
            await host.Error.WriteLineAsync("note: silent-audio: every sample is zero").ConfigureAwait(false);
        }

        foreach (TakeWarning warning in synthesizer.Info.Warnings.Concat(spoken.Warnings))
        {
            await host.Error.WriteLineAsync($"note: {warning.Code}: {warning.Message}").ConfigureAwait(false);
        }

        if (result.GetValue(_json))
        {
            var row = new SpeakRow(path, spec.Canonical(), audioSeconds, wallSeconds, clock.FirstSeconds, wallSeconds / audioSeconds, audioSeconds / wallSeconds, seed, spoken.Phonemes, spoken.ChunkCount, clipped, [.. spoken.Warnings]);
            await host.Out.WriteLineAsync(JsonSerializer.Serialize(row, CliJson.Default.SpeakRow)).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        await host.Out.WriteLineAsync($"{path}: {audioSeconds:F2} s of sound in {wallSeconds:F2} s, RTF {wallSeconds / audioSeconds:F2}, RTFx {audioSeconds / wallSeconds:F2}{(clipped > 0 ? $", {clipped} samples clipped" : string.Empty)}").ConfigureAwait(false);
        if (spoken.Phonemes is not null)
        {
            await host.Out.WriteLineAsync($"phonemes: {spoken.Phonemes}").ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }
}
