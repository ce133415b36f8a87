using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;

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

    /// <summary>Takes after which the process aborts in the next one, like an engine that wears out; 0 (default) for never, at most 1,000,000.</summary>
    public int Lifetime { get; init; }

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
        var reader = new OptionReader(spec);
        if (reader.Voice is { } voice && !Voices.Contains(voice, StringComparer.Ordinal))
        {
            reader.AddProblem("voice", $"no voice '{voice}'", remedy: NearestName.Suggest(voice, Voices));
        }

        var options = new LoopbackOptions
        {
            Voice = reader.Voice ?? "low",
            Skip = Rate(reader, "skip"),
            Mangle = Rate(reader, "mangle"),
            Repeat = Rate(reader, "repeat"),
            Insert = Rate(reader, "insert"),
            Crash = Rate(reader, "crash"),
            Stall = Rate(reader, "stall"),
            Empty = Rate(reader, "empty"),
            Silence = Rate(reader, "silence"),
            Nan = Rate(reader, "nan"),
            Truncate = Rate(reader, "truncate"),
            Abort = Rate(reader, "abort"),
            Segfault = Rate(reader, "segfault"),
            Hang = Rate(reader, "hang"),
            Exit = Rate(reader, "exit"),
            Leak = reader.Number("leak", 0, 0, 1_000),
            Lifetime = reader.WholeNumber("lifetime", 0, 0, 1_000_000),
            Rtf = reader.Number("rtf", 0, 0, 1_000),
        };
        CheckSum(reader, options.WordRates, "skip, mangle, repeat, insert");
        CheckSum(reader, options.TakeRates, "crash, stall, empty, silence, nan, truncate, abort, segfault, hang, exit");
        reader.ThrowIfWrong();
        return options;
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

    private static double Rate(OptionReader reader, string name) => reader.Number(name, 0, 0, 1);

    private static void CheckSum(OptionReader reader, double sum, string names)
    {
        // rates are decimals that add up to 1 only within rounding
        if (sum > 1 + 1e-9)
        {
            reader.AddProblem(names, string.Create(CultureInfo.InvariantCulture, $"the rates add up to {Math.Round(sum, 9)}"), "at most 1");
        }
    }
}
