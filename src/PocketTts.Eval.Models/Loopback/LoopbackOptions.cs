using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>
/// Options of the loopback synthesizer, e.g. <c>loopback:high,skip=0.02,rtf=0.2</c>. Rates are probabilities in [0, 1],
/// default 0; those of words and those of takes may each add up to 1 at most, since one word or take has one fault.
/// </summary>
public sealed record LoopbackOptions
{
    /// <summary>The voices: the range the tones lie in.</summary>
    public static ImmutableArray<string> Voices { get; } = ["high", "low"];

    /// <summary>The voice, <c>low</c> (0.5 to 2.5 kHz, default) or <c>high</c> (3 to 5 kHz).</summary>
    public string Voice { get; init; } = "low";

    /// <summary>Rate of words left out.</summary>
    public double Skip { get; init; }

    /// <summary>Rate of words replaced by a similar one.</summary>
    public double Mangle { get; init; }

    /// <summary>Rate of words spoken twice.</summary>
    public double Repeat { get; init; }

    /// <summary>Rate of words followed by one that nobody wrote.</summary>
    public double Insert { get; init; }

    /// <summary>Rate of takes that fail with reason <c>crash</c>.</summary>
    public double Crash { get; init; }

    /// <summary>Rate of takes that hang until cancelled.</summary>
    public double Stall { get; init; }

    /// <summary>Rate of takes without samples.</summary>
    public double Empty { get; init; }

    /// <summary>Rate of takes that are silent.</summary>
    public double Silence { get; init; }

    /// <summary>Rate of takes with samples that are not numbers.</summary>
    public double Nan { get; init; }

    /// <summary>Rate of takes that break off early.</summary>
    public double Truncate { get; init; }

    /// <summary>Rate of takes in which native code aborts the process.</summary>
    public double Abort { get; init; }

    /// <summary>Rate of takes in which native code touches memory that is not there.</summary>
    public double Segfault { get; init; }

    /// <summary>Rate of takes that hang and do not listen when they are cancelled.</summary>
    public double Hang { get; init; }

    /// <summary>Rate of takes in which the process ends without a word.</summary>
    public double Exit { get; init; }

    /// <summary>Memory in MB that every take keeps for ever, 0 (default) to 1,000.</summary>
    public double Leak { get; init; }

    /// <summary>Takes after which the process aborts in the next one, like an engine that wears out; 0 (default) for never, at most 1,000.</summary>
    public double Lifetime { get; init; }

    /// <summary>Seconds one second of sound takes to make, 0 to 1,000; 0 (default) is as fast as it goes.</summary>
    public double Rtf { get; init; }

    /// <summary>True when some fault can happen.</summary>
    public bool HasFaults => WordRates > 0 || TakeRates > 0 || Lifetime > 0;

    private double WordRates => Skip + Mangle + Repeat + Insert;

    private double TakeRates => Crash + Stall + Empty + Silence + Nan + Truncate + Abort + Segfault + Hang + Exit;

    /// <summary>Reads and checks the options of a set-up.</summary>
    /// <param name="spec">The set-up.</param>
    /// <returns>The options, defaults included.</returns>
    /// <exception cref="InputException">A voice or option is unknown or out of range; the message names all of them.</exception>
    public static LoopbackOptions Parse(SystemSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var problems = new List<string>();
        var options = new LoopbackOptions();
        if (spec.Voice is not null)
        {
            if (Voices.Contains(spec.Voice, StringComparer.Ordinal))
            {
                options = options with { Voice = spec.Voice };
            }
            else
            {
                problems.Add(Unknown("voice", spec.Voice, Voices));
            }
        }

        foreach ((string name, string text) in spec.Options)
        {
            if (!options.Settings().ContainsKey(name))
            {
                problems.Add(Unknown("option", name, options.Settings().Keys));
                continue;
            }

            double limit = name is "rtf" or "leak" or "lifetime" ? 1_000 : 1;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value >= 0 && value <= limit))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={text} is not a number from 0 to {limit}"));
                continue;
            }

            options = options.With(name, value);
        }

        // rates are decimals that add up to 1 only within rounding
        if (options.WordRates > 1 + 1e-9 || options.TakeRates > 1 + 1e-9)
        {
            problems.Add($"the rates of {(options.WordRates > 1 ? "skip, mangle, repeat, insert" : "crash, stall, empty, silence, nan, truncate, abort, segfault, hang, exit")} add up to more than 1");
        }

        return problems.Count == 0 ? options : throw new InputException(string.Join("; ", problems), field: $"system '{spec.Canonical()}'");
    }

    /// <summary>All options by the names users give them, invariant text.</summary>
    /// <returns>One entry per option, without the voice.</returns>
    public ImmutableSortedDictionary<string, string> Settings()
        => new Dictionary<string, double>
        {
            ["abort"] = Abort,
            ["crash"] = Crash,
            ["empty"] = Empty,
            ["exit"] = Exit,
            ["hang"] = Hang,
            ["insert"] = Insert,
            ["leak"] = Leak,
            ["lifetime"] = Lifetime,
            ["mangle"] = Mangle,
            ["nan"] = Nan,
            ["repeat"] = Repeat,
            ["rtf"] = Rtf,
            ["segfault"] = Segfault,
            ["silence"] = Silence,
            ["skip"] = Skip,
            ["stall"] = Stall,
            ["truncate"] = Truncate,
        }.ToImmutableSortedDictionary(p => p.Key, p => p.Value.ToString("R", CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private LoopbackOptions With(string name, double value) => name switch
    {
        "abort" => this with { Abort = value },
        "crash" => this with { Crash = value },
        "empty" => this with { Empty = value },
        "exit" => this with { Exit = value },
        "hang" => this with { Hang = value },
        "insert" => this with { Insert = value },
        "leak" => this with { Leak = value },
        "lifetime" => this with { Lifetime = value },
        "mangle" => this with { Mangle = value },
        "nan" => this with { Nan = value },
        "repeat" => this with { Repeat = value },
        "rtf" => this with { Rtf = value },
        "segfault" => this with { Segfault = value },
        "silence" => this with { Silence = value },
        "skip" => this with { Skip = value },
        "stall" => this with { Stall = value },
        "truncate" => this with { Truncate = value },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static string Unknown(string kind, string name, IEnumerable<string> known)
    {
        string? suggestion = NearestName.Suggest(name, known);
        return suggestion is null ? $"no {kind} '{name}'" : $"no {kind} '{name}' ({suggestion})";
    }
}
