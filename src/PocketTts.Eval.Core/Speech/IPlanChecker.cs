using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>A synthesizer engine that can say before a run begins what of its plan does not fit; such takes fail all the same.</summary>
public interface IPlanChecker
{
    /// <summary>Compares what is planned with what is there.</summary>
    /// <param name="system">The set-up, as it was loaded.</param>
    /// <param name="planned">Every take of that system.</param>
    /// <returns>One line for each kind of misfit, e.g. files that belong to no take; empty when all fits.</returns>
    ImmutableArray<string> CheckPlan(SystemSpec system, IReadOnlyCollection<SynthesisRequest> planned);
}
