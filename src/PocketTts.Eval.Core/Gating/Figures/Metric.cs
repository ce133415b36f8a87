using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>A number that a system can be judged by.</summary>
/// <param name="Id">Its name in rules and on the command line, e.g. <c>wer</c>.</param>
/// <param name="Title">What it is, for tables, e.g. <c>word error rate</c>.</param>
/// <param name="Kind">How it is made.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Numerators">Quantities that are added up; see <see cref="Quantities"/>.</param>
/// <param name="Denominator">Quantity that they are divided by; null for the number of takes (rates) or for none (other kinds).</param>
public sealed record Metric(string Id, string Title, MetricKind Kind, MetricUnit Unit, ImmutableArray<string> Numerators, string? Denominator)
{
    /// <summary>True when larger is better.</summary>
    public bool IsHigherBetter { get; init; }

    /// <summary>Largest value it can take, in its unit; null when there is none.</summary>
    public double? Largest { get; init; }

    /// <summary>For <see cref="MetricKind.MeanOfTexts"/>: the value at which a text's rate is cut, as a fraction; null for none.</summary>
    public double? Cap { get; init; }

    /// <summary>True when it says something about the computer too, so that values of different machines are not comparable.</summary>
    public bool IsOfMachine => Kind is MetricKind.Time or MetricKind.Peak;

    /// <summary>True when it is made of transcripts, so that another recognizer or normalizer makes it another number.</summary>
    public bool IsOfTranscript { get; init; } = Kind is MetricKind.Rate or MetricKind.MeanOfTexts or MetricKind.Worst;

    /// <summary>True when it is made of verdicts, so that other rules or other evidence make it another number.</summary>
    public bool IsOfVerdict { get; init; }

    /// <summary>For shares of takes that are at least this bad: the least value of the numerator that counts as 1; null to add the numerator up.</summary>
    public double? Threshold { get; init; }

    /// <summary>True when an interval belongs to it.</summary>
    public bool HasInterval => Kind is MetricKind.Rate or MetricKind.MeanOfTexts or MetricKind.Time;
}
