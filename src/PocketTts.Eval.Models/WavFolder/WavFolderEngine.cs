using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>
/// Sound that is there already, from any synthesizer or person: it is transcribed and scored, never timed. Systems:
/// <c>wav-folder:FOLDER</c> (files named after the utterances, see <see cref="SoundFolder"/>) or <c>wav-folder:LIST.csv</c> (see
/// <see cref="SoundList"/>), with the option <c>first</c> (0, the default, or 1: the number of the first repeat).
/// </summary>
public sealed class WavFolderEngine : ISynthesizerEngine, IPlanChecker
{
    internal const string EngineName = "wav-folder";

    /// <summary>Version of our side; raised whenever equal files may sound different. 1: first.</summary>
    internal const string EngineVersion = "1";

    private const int MostNamed = 5;

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public EngineStatus Probe() =>
        new(EngineName, true, "scores WAV and FLAC files that are there: wav-folder:FOLDER with files ID.wav or ID.REPEAT.wav, or wav-folder:LIST.csv", []);

    /// <summary>Lists and hashes the files.</summary>
    /// <param name="spec">The set-up.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A ready synthesizer; the caller disposes it.</returns>
    /// <exception cref="InputException">An option, the folder or the list is wrong.</exception>
    public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Task.Run<ISpeechSynthesizer>(
            () =>
            {
                WavFolderOptions options = WavFolderOptions.Parse(spec);
                return new WavFolderSynthesizer(Open(options), options, cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ImmutableArray<string> CheckPlan(SystemSpec system, IReadOnlyCollection<SynthesisRequest> planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ISoundIndex index = Open(WavFolderOptions.Parse(system));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var missing = new List<SynthesisRequest>();
        int shared = 0;
        foreach (SynthesisRequest take in planned)
        {
            string? file;
            try
            {
                file = index.Find(take.Corpus, take.UtteranceId!, take.Repeat);
            }
            catch (TakeFailedException)
            {
                // the take itself will tell
                continue;
            }

            if (file is null)
            {
                missing.Add(take);
            }
            else if (!used.Add(file))
            {
                shared++;
            }
        }

        string[] unused = [.. index.Files.Where(f => !used.Contains(f)).Select(f => Path.GetRelativePath(index.Folder, f))];
        var lines = ImmutableArray.CreateBuilder<string>();
        if (missing.Count > 0)
        {
            string remedy = missing.TrueForAll(m => m.Repeat > 0) ? "; all are repeats: --repeats 1 asks for the first take of each text only" : string.Empty;
            lines.Add(FormattableString.Invariant($"{missing.Count} of {planned.Count} takes have no file and will fail: {Named(missing.Select(m => FormattableString.Invariant($"{m.UtteranceId} repeat {m.Repeat}")), missing.Count)}{remedy}"));
        }

        if (unused.Length > 0)
        {
            lines.Add(FormattableString.Invariant($"{unused.Length} of {index.Files.Length} files belong to no take of this plan: {Named(unused, unused.Length)}"));
        }

        if (shared > 0)
        {
            lines.Add(FormattableString.Invariant($"{shared} takes share a file with another take"));
        }

        if (index is SoundFolder { OtherFiles: > 0 and int others })
        {
            lines.Add(FormattableString.Invariant($"{others} files are neither WAV nor FLAC by their names and are not looked at"));
        }

        return lines.ToImmutable();
    }

    private static ISoundIndex Open(WavFolderOptions options) => options.IsList ? new SoundList(options.Path, options.First) : new SoundFolder(options.Path, options.First);

    private static string Named(IEnumerable<string> names, int count) =>
        string.Join(", ", names.Take(MostNamed)) + (count > MostNamed ? FormattableString.Invariant($" and {count - MostNamed} more") : string.Empty);
}
