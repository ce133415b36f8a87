using System.Text.Json;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>
/// What was done to a take: the truth that verdicts are held against. Recorded with the take as a warning with the code <see cref="Code"/>.
/// </summary>
public sealed record InjectedFault
{
    /// <summary>Code of the warning that carries it.</summary>
    public const string Code = "injected-fault";

    /// <summary>What was done.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Voice that spoke.</summary>
    public required string Voice { get; init; }

    /// <summary>First UTF-16 unit of the affected words in the text, or null when none is.</summary>
    public int? TextStart { get; init; }

    /// <summary>One past their last unit, or null.</summary>
    public int? TextEnd { get; init; }

    /// <summary>From when the sound is affected, in seconds of the take, or null.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>Until when, or null.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Particulars for a reader: what was spoken in place of what.</summary>
    public string? Detail { get; init; }

    /// <summary>Reads it from a take's warnings.</summary>
    /// <returns>The fault, or null when the take is none of a calibration.</returns>
    public static InjectedFault? Find(IEnumerable<TakeWarning> warnings)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        return warnings.FirstOrDefault(w => w.Code == Code) is { } warning
            ? JsonSerializer.Deserialize(warning.Message, FaultJson.Context.InjectedFault)
            : null;
    }

    /// <summary>As a warning.</summary>
    internal TakeWarning ToWarning() => new(Code, JsonSerializer.Serialize(this, FaultJson.Context.InjectedFault));
}
