using System.Globalization;

namespace PocketTts.Eval.Core.Tests.Properties;

/// <summary>How many random cases a property is tried on.</summary>
internal static class Cases
{
    /// <summary>Set to 100000 or more, every property of scoring is tried on so many cases; unset, on what a quick test run has time for.</summary>
    public const string Variable = "POCKET_EVAL_PROPERTY_CASES";

    public static long Or(long quick) =>
        long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out long asked) ? Math.Max(quick, asked) : quick;
}
