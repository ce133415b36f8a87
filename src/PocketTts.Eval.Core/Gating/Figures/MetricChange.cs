using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>
/// Head against base in one metric, over the texts that both have. Everything is turned so that above 0 is worse, whichever way the metric points.
/// </summary>
internal abstract class MetricChange
{
    /// <summary>True when the change is relative to base (times), false when it is a difference.</summary>
    public abstract bool IsRelative { get; }

    /// <summary>How much worse head is: a difference in natural units, or a fraction of base.</summary>
    public abstract double Worsening { get; }

    /// <summary>Standard error of <see cref="Worsening"/> (of its logarithm for times); NaN with fewer than 2 units.</summary>
    public abstract double StandardError { get; }

    /// <summary>p-values of "nothing differs"; "greater" is worse.</summary>
    public abstract TestProbabilities Probabilities { get; }

    /// <summary>Texts that both have.</summary>
    public abstract int Texts { get; }

    /// <summary>Why there is no interval, where there is none.</summary>
    public virtual string WithoutInterval => "one text says nothing about others";

    /// <summary>Name of the test behind <see cref="Probabilities"/>.</summary>
    public abstract string TestName { get; }

    /// <summary>Interval of <see cref="Worsening"/>; null with fewer than 2 units.</summary>
    public abstract Interval? Interval(double confidence);

    /// <summary>How much head exceeds base × (1 + <paramref name="share"/>), as difference: estimate, standard error and interval; null when that cannot be said.</summary>
    public abstract (double Excess, double StandardError, Interval? Interval)? ExcessOverShare(double share, double confidence);

    /// <summary>The smallest worsening that a test at this level finds with a chance of 80 %; null when unknown.</summary>
    public abstract double? Detectable(double alpha);
}
