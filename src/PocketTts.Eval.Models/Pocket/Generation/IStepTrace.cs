namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>Sees every step from inside, so that tests can compare them with a reference.</summary>
internal interface IStepTrace
{
    /// <summary>Called after each run of the language model.</summary>
    /// <param name="chunk">Zero-based chunk.</param>
    /// <param name="step">Zero-based step.</param>
    /// <param name="conditioning">Conditioning vector.</param>
    /// <param name="eosLogit">End logit.</param>
    void Step(int chunk, int step, ReadOnlySpan<float> conditioning, float eosLogit);

    /// <summary>Called for each frame that is emitted.</summary>
    /// <param name="chunk">Zero-based chunk.</param>
    /// <param name="latent">The frame.</param>
    void Frame(int chunk, ReadOnlySpan<float> latent);
}
