using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.WavFolder;

/// <summary>Knows which file holds which take.</summary>
internal interface ISoundIndex
{
    /// <summary>Full paths of all files that may hold a take, sorted; those of a list need not exist.</summary>
    ImmutableArray<string> Files { get; }

    /// <summary>Folder that names are shown from.</summary>
    string Folder { get; }

    /// <summary>Full path of a take's file, or null.</summary>
    /// <param name="corpus">Name of its corpus, or null.</param>
    /// <param name="utteranceId">Its utterance.</param>
    /// <param name="repeat">Its zero-based repeat.</param>
    /// <exception cref="TakeFailedException"><c>ambiguous-audio</c>: two files could be meant.</exception>
    string? Find(string? corpus, string utteranceId, int repeat);

    /// <summary>What was looked for, in words, e.g. <c>a.1.wav or a.1.flac in recordings</c>.</summary>
    string Describe(string? corpus, string utteranceId, int repeat);
}
