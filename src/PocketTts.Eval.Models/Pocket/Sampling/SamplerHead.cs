namespace PocketTts.Eval.Models.Pocket.Sampling;

/// <summary>How the flow network's output becomes a latent frame (pocket-tts 4.0.1). x₀ is noise, c the conditioning, n the steps.</summary>
internal enum SamplerHead
{
    /// <summary>Lagrangian self-distillation: x += f(c, j/n, (j+1)/n, x)/n.</summary>
    Lsd,

    /// <summary>Flow matching by Euler's rule: x += f(c, j/n, x)/n; needs 16 steps or more.</summary>
    FlowMatching,

    /// <summary>x = f(c, x₀).</summary>
    Drifting,

    /// <summary>x = x₀ + f(c, x₀).</summary>
    Pointwise,
}
