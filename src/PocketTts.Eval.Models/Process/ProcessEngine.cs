using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>
/// Any synthesizer that a program can reach. Systems: <c>process[:VOICE],command=COMMAND</c> with the options <c>folder</c> (works there),
/// <c>protocol</c> (pocket-eval: docs/process-protocol.md; external-tts: the convention of Kyutai's tts_longeval), <c>rate</c> (Hz, external-tts only;
/// without it one short text is spoken to find out), <c>startup-timeout</c> (0.1 to 3600 s, default 120) and <c>option-NAME</c> (handed to the adapter as NAME).
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="environment">Environment variables by name; null when unset.</param>
/// <param name="shippedFolder">Folder of the tool, where the adapters are that come with it.</param>
public sealed class ProcessEngine(TimeProvider time, Func<string, string?> environment, string shippedFolder) : ISynthesizerEngine
{
    /// <summary>Version of our side; raised whenever equal input may sound different. 1: first.</summary>
    internal const string EngineVersion = "1";

    internal const string EngineName = "process";

    private readonly CommandFinder _finder = new(environment, shippedFolder);

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe()
    {
        string espeak = _finder.OnPath("espeak-ng") is null ? "for this one espeak-ng is missing: install the package espeak-ng" : "espeak-ng is there";
        return new EngineStatus(EngineName, true, $"any program that speaks docs/process-protocol.md, e.g. process:command=bash eval/adapters/espeak-ng.sh ({espeak})", []);
    }

    /// <summary>Starts the adapter and asks what it is.</summary>
    /// <param name="spec">The set-up.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A ready synthesizer; the caller disposes it.</returns>
    /// <exception cref="InputException">An option is wrong, the program cannot be started, or it does not keep to the protocol.</exception>
    public async Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ProcessOptions options = ProcessOptions.Parse(spec);
        AdapterCommand command = _finder.Find(options.Command, options.Folder, $"system '{spec.Id}': command");
        var synthesizer = new ProcessSynthesizer(command, options, time);
        try
        {
            AdapterHello hello = await synthesizer.StartAsync(cancellationToken).ConfigureAwait(false);
            synthesizer.Info = await Task.Run(() => AdapterInfo.Describe(command, options, hello, cancellationToken), cancellationToken).ConfigureAwait(false);
            return synthesizer;
        }
        catch (AdapterFaultException fault)
        {
            synthesizer.Dispose();
            throw new InputException(fault.Message, field: $"system '{spec.Id}'", remedy: options.IsExternalTts ? null : "'pocket-eval adapter check -- COMMAND' says more", innerException: fault);
        }
        catch
        {
            synthesizer.Dispose();
            throw;
        }
    }
}
