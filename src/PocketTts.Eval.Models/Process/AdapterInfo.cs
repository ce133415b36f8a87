using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Process;

/// <summary>Makes of a greeting what the harness knows of a system.</summary>
internal static class AdapterInfo
{
    /// <summary>Describes a system; hashes the files it names.</summary>
    /// <exception cref="InputException">The adapter does not know the voice, or a file it names is missing.</exception>
    public static SynthesizerInfo Describe(AdapterCommand command, ProcessOptions options, AdapterHello hello, CancellationToken cancellationToken)
    {
        if (options.Voice is { } asked && hello.Voice is null && !hello.Voices.IsEmpty && !hello.Voices.Contains(asked, StringComparer.Ordinal))
        {
            throw new InputException($"{hello.Name} has no voice '{asked}'", field: "voice", remedy: NearestName.Suggest(asked, hello.Voices));
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in options.Handed)
        {
            settings[$"option-{name}"] = value;
        }

        foreach ((string name, string value) in hello.Settings)
        {
            settings[$"adapter-{name}"] = value;
        }

        settings["command"] = command.Label;
        settings["engine"] = hello.Name;
        settings["engine-version"] = hello.Version;
        settings["protocol"] = options.IsExternalTts ? ProcessOptions.ExternalTts : AdapterWriter.ProtocolVersion.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> files = command.Files.Concat(hello.Files.Select(f => Path.GetFullPath(Path.Combine(command.Folder, f)))).Distinct(StringComparer.Ordinal);
        return new SynthesizerInfo
        {
            Engine = ProcessEngine.EngineName,
            EngineVersion = ProcessEngine.EngineVersion,
            Voice = hello.Voice ?? options.Voice,
            SampleRateHz = hello.SampleRateHz,
            IsDeterministic = hello.IsDeterministic,
            UsesSeed = hello.UsesSeed,
            ThreadCount = hello.ThreadCount,
            Settings = settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = [.. files.Select(f => FileFingerprint.Compute(f, cancellationToken))],
            Warnings = hello.Warnings,
        };
    }
}
