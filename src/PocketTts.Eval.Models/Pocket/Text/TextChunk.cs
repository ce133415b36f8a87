using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>A piece of text that is spoken in one go.</summary>
/// <param name="Text">The piece as the splitter made it.</param>
/// <param name="Prepared">The piece as the tokenizer saw it.</param>
/// <param name="TokenIds">Ids of <paramref name="Prepared"/>.</param>
/// <param name="FramesAfterEos">Frames to emit from the step at which the end was found.</param>
internal sealed record TextChunk(string Text, string Prepared, ImmutableArray<int> TokenIds, int FramesAfterEos)
{
    /// <summary>
    /// Most frames the reference gives such a chunk: ceil((tokens / 3 + 2) · 12.5), i.e. 3 tokens and 12.5 frames a second
    /// and 2 s to spare (pocket-tts 1.1 and later).
    /// </summary>
    public int MaxFrames => (int)Math.Ceiling(((TokenIds.Length / 3.0) + 2) * 12.5);
}
