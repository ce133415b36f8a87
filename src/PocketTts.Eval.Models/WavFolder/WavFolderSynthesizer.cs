using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>Looks sounds up.</summary>
internal sealed class WavFolderSynthesizer : ISpeechSynthesizer
{
    private readonly ISoundIndex _index;

    /// <summary>Hashes all files that are there.</summary>
    /// <exception cref="InputException">No file is there or readable.</exception>
    public WavFolderSynthesizer(ISoundIndex index, WavFolderOptions options, CancellationToken cancellationToken)
    {
        _index = index;
        Info = new SynthesizerInfo
        {
            Engine = WavFolderEngine.EngineName,
            EngineVersion = WavFolderEngine.EngineVersion,
            SampleRateHz = FirstRate(index),
            IsDeterministic = false,
            UsesSeed = false,
            UsesExistingAudio = true,
            ThreadCount = 1,
            Settings = ImmutableSortedDictionary<string, string>.Empty
                .Add("first", options.First.ToString(CultureInfo.InvariantCulture))
                .Add("source", Path.GetFileName(options.Path)),
            Files = [Hash(index, cancellationToken)],
        };
    }

    /// <inheritdoc/>
    public SynthesizerInfo Info { get; }

    /// <inheritdoc/>
    public Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (request.UtteranceId is not { } id)
        {
            throw new TakeFailedException("no-utterance", "sound that is there can be looked up for utterances of a run, not spoken from a text");
        }

        string file = _index.Find(request.Corpus, id, request.Repeat)
            ?? throw new TakeFailedException("no-audio-file", $"there is no sound for {id}, repeat {request.Repeat}; expected {_index.Describe(request.Corpus, id, request.Repeat)}");
        return Task.Run(
            () =>
            {
                Waveform audio = Read(file);
                sink?.Write(audio.Samples.Span);
                return new SynthesisResult { Audio = audio, Timing = SynthesisTiming.None };
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // nothing is held
    }

    private Waveform Read(string file)
    {
        string name = Path.GetRelativePath(_index.Folder, file);
        if (!File.Exists(file))
        {
            throw new TakeFailedException("no-audio-file", $"there is no file {name}");
        }

        try
        {
            return AudioFile.ReadTake(file);
        }
        catch (InputException problem)
        {
            throw new TakeFailedException("unreadable-audio", problem.Message.Replace(file, name, StringComparison.Ordinal), problem);
        }
    }

    // takes carry their own rates; this one stands for the system
    private static int FirstRate(ISoundIndex index)
    {
        InputException? first = null;
        foreach (string file in index.Files.Take(100))
        {
            try
            {
                return AudioFile.ReadTake(file).SampleRateHz;
            }
            catch (InputException problem)
            {
                first ??= problem;
            }
        }

        throw first ?? new InputException("no files are named", index.Folder);
    }

    // one hash over names and contents: a folder of thousands of files is one thing, and any change of it is another system
    private static ModelFile Hash(ISoundIndex index, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        int count = 0;
        foreach (string file in index.Files.Where(File.Exists))
        {
            ModelFile one = FileFingerprint.Compute(file, cancellationToken);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(index.Folder, file).Replace('\\', '/')}\n{one.Sha256}\n"));
            size += one.SizeBytes;
            count++;
        }

        return new ModelFile(FormattableString.Invariant($"{count} sound files"), size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
