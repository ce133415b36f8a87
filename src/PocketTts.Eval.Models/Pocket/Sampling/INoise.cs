namespace PocketTts.Eval.Models.Pocket.Sampling;

/// <summary>Where the noise of a take comes from.</summary>
internal interface INoise
{
    /// <summary>Gives the noise of one frame, scaled and clamped.</summary>
    /// <param name="chunk">Zero-based chunk.</param>
    /// <param name="frame">Zero-based frame of the chunk.</param>
    /// <param name="noise">Receives one value per latent dimension.</param>
    void Fill(int chunk, int frame, Span<float> noise);
}
