namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>Takes latent frames in the order in which they are made.</summary>
internal interface IFrameReceiver
{
    /// <summary>Takes the next frame of the current chunk.</summary>
    /// <param name="latent">The frame; valid during the call only.</param>
    void Frame(ReadOnlySpan<float> latent);

    /// <summary>Ends the current chunk.</summary>
    void EndChunk();
}
