using System.Collections.Immutable;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>
/// Tries an adapter as a run would, and says in plain words what is wrong: the greeting, texts of every sort, the same text
/// twice, what is on stdout unasked, and both ways of ending.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="environment">Environment variables by name; null when unset.</param>
/// <param name="shippedFolder">Folder of the tool, where the adapters are that come with it.</param>
public sealed class AdapterChecker(TimeProvider time, Func<string, string?> environment, string shippedFolder)
{
    private const string Plain = "The quick brown fox jumps over the lazy dog.";
    private const string SameAgain = "same text again";

    // about 540 characters: many engines cut or stop at less
    private static readonly string s_long = string.Join(' ', Enumerable.Repeat(Plain, 12));

    private static readonly (string Check, string Text)[] s_texts =
    [
        ("plain text", Plain),
        (SameAgain, Plain),
        ("one word", "Yes."),
        ("quotes and backslashes", """She said "yes" \ no / it's {fine}: [1] <b> %s $HOME \n \u0041."""),
        ("letters beyond ASCII", "Café, naïve, “quoted” — déjà vu… 🙂"),
        ("long text", s_long),
    ];

    private static readonly TimeSpan s_leaving = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_listening = TimeSpan.FromMilliseconds(100);

    /// <summary>Checks an adapter.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="report">Is told each finding as it is made.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <returns>All findings.</returns>
    /// <exception cref="InputException">There is no such program or folder.</exception>
    public async Task<ImmutableArray<AdapterFinding>> CheckAsync(AdapterCheckRequest request, Action<AdapterFinding> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(report);
        AdapterCommand command = new CommandFinder(environment, shippedFolder).Find(request.Command, request.Folder, "COMMAND");
        var options = new ProcessOptions
        {
            Command = command.Label, Voice = request.Voice, IsExternalTts = request.IsExternalTts, StartupLimit = request.AnswerLimit, Handed = request.Options,
        };
        var findings = new AdapterFindings(report);
        using var work = new WorkFolder();
        try
        {
            if (await CheckRequestsAsync(command, options, work, request.AnswerLimit, findings, cancellationToken).ConfigureAwait(false))
            {
                await CheckClosedInputAsync(command, options, work, request.AnswerLimit, findings, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AdapterFaultException fault)
        {
            findings.Wrong("start", fault.Message);
        }

        return findings.All;
    }

    private async Task<bool> CheckRequestsAsync(AdapterCommand command, ProcessOptions options, WorkFolder work, TimeSpan longest, AdapterFindings findings, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(command);
        IAdapterConnection connection = Connect(process, work, options);
        AdapterHello? hello = await CheckHelloAsync(command, options, process, connection, longest, findings, cancellationToken).ConfigureAwait(false);
        if (hello is null)
        {
            return false;
        }

        var sounds = new Dictionary<string, Waveform>(StringComparer.Ordinal);
        foreach ((string check, string text) in s_texts)
        {
            Waveform? sound = await SpeakAsync(connection, hello, check, new SynthesisRequest(text, "en", hello.UsesSeed ? 1 : null), longest, findings, cancellationToken).ConfigureAwait(false);
            if (findings.IsOver || !await IsQuietAsync(process, options, check, findings, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            if (sound is not null)
            {
                sounds[check] = sound;
            }
        }

        Compare(hello, sounds, findings);
        await CheckSignsOnlyAsync(connection, hello, longest, findings, cancellationToken).ConfigureAwait(false);
        if (findings.IsOver)
        {
            return true;
        }

        if (!options.IsExternalTts)
        {
            await connection.LeaveAsync(cancellationToken).ConfigureAwait(false);
            await CheckEndAsync(process, "shutdown", "the shutdown message", findings).ConfigureAwait(false);
        }

        int left = Directory.GetFileSystemEntries(work.Path).Length;
        if (left > 0)
        {
            findings.Note("work folder", FormattableString.Invariant($"{left} files are left that no answer named; a run of hours would fill the disk"));
        }

        return true;
    }

    private async Task<AdapterHello?> CheckHelloAsync(
        AdapterCommand command, ProcessOptions options, ChildProcess process, IAdapterConnection connection, TimeSpan longest, AdapterFindings findings, CancellationToken cancellationToken)
    {
        const string Check = "hello";
        long start = time.GetTimestamp();
        AdapterHello? hello = await findings.TryAsync(Check, longest, time, connection.GreetAsync, cancellationToken).ConfigureAwait(false);
        if (hello is null)
        {
            if (process.ErrorText is { Length: > 0 } words)
            {
                findings.Note(Check, $"the end of its stderr: {words}");
            }

            return null;
        }

        double seconds = time.GetElapsedTime(start).TotalSeconds;
        try
        {
            SynthesizerInfo info = AdapterInfo.Describe(command, options, hello, cancellationToken);
            findings.Ok(Check, FormattableString.Invariant(
                $"{hello.Name} {hello.Version}, {hello.SampleRateHz} Hz, voice {info.Voice ?? "not named"}, {(hello.IsDeterministic ? "deterministic" : hello.UsesSeed ? "seeded" : "random")}, {info.Files.Length} files hashed, after {seconds:0.00} s"));
        }
        catch (InputException problem)
        {
            findings.Wrong(Check, problem.Message);
        }

        if (hello is { UsesSeed: false, IsDeterministic: false } && !options.IsExternalTts)
        {
            findings.Note(Check, "it neither takes a seed nor is deterministic: no take can be made a second time");
        }

        return hello;
    }

    private async Task<Waveform?> SpeakAsync(
        IAdapterConnection connection, AdapterHello hello, string check, SynthesisRequest request, TimeSpan longest, AdapterFindings findings, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        SpokenAudio? spoken = await findings.TryAsync(check, longest, time, token => connection.SpeakAsync(request, null, token), cancellationToken).ConfigureAwait(false);
        if (spoken is null)
        {
            return null;
        }

        double seconds = time.GetElapsedTime(start).TotalSeconds;
        AudioLevels levels = LevelMeter.Measure(spoken.Audio);
        string? fault = spoken.Audio.Samples.IsEmpty ? "no samples"
            : levels.NonFiniteSampleCount > 0 ? FormattableString.Invariant($"{levels.NonFiniteSampleCount} samples are not finite numbers")
            : levels.RmsDbfs is null ? "every sample is zero"
            : null;
        if (fault is not null)
        {
            findings.Wrong(check, fault);
            return null;
        }

        string own = spoken.EngineSeconds is { } engine ? FormattableString.Invariant($" (the engine says {engine:0.000} s)") : string.Empty;
        string first = spoken.FirstAudioTimestamp is { } at ? FormattableString.Invariant($", first chunk of {spoken.ChunkCount} after {time.GetElapsedTime(start, at).TotalSeconds:0.000} s") : string.Empty;
        findings.Ok(check, FormattableString.Invariant($"{spoken.Audio.DurationSeconds:0.00} s of sound in {seconds:0.000} s{own}{first}"));
        if (hello.IsStreaming && spoken.FirstAudioTimestamp is null)
        {
            findings.Note(check, "the hello says that it streams, but the sound came in one piece");
        }

        if (levels.Peak > 1)
        {
            findings.Note(check, FormattableString.Invariant($"the loudest sample is {levels.Peak:0.00}: what exceeds 1 is clipped in a run"));
        }

        return spoken.Audio;
    }

    private static void Compare(AdapterHello hello, Dictionary<string, Waveform> sounds, AdapterFindings findings)
    {
        if (!sounds.TryGetValue("plain text", out Waveform? plain))
        {
            return;
        }

        if (sounds.TryGetValue(SameAgain, out Waveform? again) && (hello.IsDeterministic || hello.UsesSeed))
        {
            bool isSame = again.Samples.Span.SequenceEqual(plain.Samples.Span);
            string claim = hello.IsDeterministic ? "deterministic" : "decided by the seed";
            if (isSame)
            {
                findings.Ok(SameAgain, $"the same samples, so it may be called {claim}");
            }
            else
            {
                findings.Wrong(SameAgain, $"other samples, though the hello says that the sound is {claim}");
            }
        }

        if (sounds.TryGetValue("long text", out Waveform? whole) && whole.DurationSeconds < 4 * plain.DurationSeconds)
        {
            findings.Wrong("long text", FormattableString.Invariant($"{whole.DurationSeconds:0.0} s of sound for a text 12 times as long as one of {plain.DurationSeconds:0.0} s: it was cut; answer with an error instead"));
        }
    }

    private async Task CheckSignsOnlyAsync(IAdapterConnection connection, AdapterHello hello, TimeSpan longest, AdapterFindings findings, CancellationToken cancellationToken)
    {
        const string Check = "signs only";
        try
        {
            SpokenAudio? spoken = await findings.TryAsync(Check, longest, time, token => connection.SpeakAsync(new SynthesisRequest("!?", "en", hello.UsesSeed ? 1 : null), null, token), cancellationToken, passFailures: true).ConfigureAwait(false);
            if (spoken is not null)
            {
                findings.Ok(Check, FormattableString.Invariant($"answered with {spoken.Audio.DurationSeconds:0.00} s of sound"));
            }
        }
        catch (TakeFailedException failure)
        {
            findings.Ok(Check, $"answered with the error {failure.Reason}");
        }
    }

    private static async Task<bool> IsQuietAsync(ChildProcess process, ProcessOptions options, string check, AdapterFindings findings, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_listening);
        try
        {
            ReadOnlyMemory<byte>? line = await process.Output.ReadLineAsync(limit.Token).ConfigureAwait(false);
            if (line is { } words && options.IsExternalTts)
            {
                // there, everything else is a log
                return !words.Span.StartsWith("external_tts:"u8);
            }

            findings.Wrong(check, line is null
                ? (await process.EndedAsync("closed its standard output").ConfigureAwait(false)).Message + ", after it had answered"
                : $"after the answer it wrote '{OneLine.Of(line.Value.Span, 80)}' to stdout, unasked");
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    private async Task CheckClosedInputAsync(AdapterCommand command, ProcessOptions options, WorkFolder work, TimeSpan longest, AdapterFindings findings, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start(command);
        if (await findings.TryAsync("second start", longest, time, Connect(process, work, options).GreetAsync, cancellationToken).ConfigureAwait(false) is not null)
        {
            process.CloseInput();
            await CheckEndAsync(process, "closed stdin", "its standard input was closed", findings).ConfigureAwait(false);
        }
    }

    private static async Task CheckEndAsync(ChildProcess process, string check, string after, AdapterFindings findings)
    {
        if (!await process.WaitForExitAsync(s_leaving).ConfigureAwait(false))
        {
            findings.Wrong(check, FormattableString.Invariant($"it still runs {s_leaving.TotalSeconds} s after {after}; it would outlive a run that is killed"));
        }
        else if (process.ExitCode is { } code and not 0)
        {
            findings.Note(check, $"it ended with {ChildProcess.DescribeExit(code)}; 0 says that all is well");
        }
        else
        {
            findings.Ok(check, "it ends by itself");
        }
    }

    private IAdapterConnection Connect(ChildProcess process, WorkFolder work, ProcessOptions options) =>
        options.IsExternalTts ? new ExternalTtsConnection(process, work, options) : new AdapterConnection(process, work, options, time);
}
