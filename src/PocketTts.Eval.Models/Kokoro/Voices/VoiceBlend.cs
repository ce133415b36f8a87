using System.Collections.Immutable;
using System.Globalization;

namespace PocketTts.Eval.Models.Kokoro.Voices;

/// <summary>A voice as the user writes it: <c>name[:weight][+name[:weight]]…</c>; a weight is 1 when left out.</summary>
/// <param name="Parts">Names (or paths) with weights that add up to 1, in the order written.</param>
internal sealed record VoiceBlend(ImmutableArray<(string Name, double Weight)> Parts)
{
    /// <summary>Most voices in one blend.</summary>
    public const int MaximumParts = 16;

    /// <summary>Parses the written form.</summary>
    /// <param name="text">The written form.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <returns>The blend, or null when something is wrong.</returns>
    public static VoiceBlend? Parse(string text, out string? problem)
    {
        problem = null;
        var parts = new List<(string Name, double Weight)>();
        foreach (string part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            int colon = part.LastIndexOf(':');
            string name = part;
            double weight = 1;

            // a colon in second place is a drive letter: C:\voices\x.bin
            if (colon > 1 || (colon == 1 && part.Length > 2 && part[2] is not ('\\' or '/')))
            {
                name = part[..colon].TrimEnd();
                if (!double.TryParse(part.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out weight)
                    || !double.IsFinite(weight))
                {
                    problem = $"'{part}' has no number as its weight";
                    return null;
                }
            }

            if (name.Length == 0)
            {
                problem = $"'{text}' has a part without a voice";
                return null;
            }

            parts.Add((name, weight));
        }

        double sum = parts.Sum(p => p.Weight);
        if (!(sum > 0) || !double.IsFinite(sum))
        {
            problem = $"the weights of '{text}' add up to nothing";
            return null;
        }

        if (parts.Count > MaximumParts || parts.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() < parts.Count)
        {
            problem = $"'{text}' names a voice twice or more than {MaximumParts.ToString(CultureInfo.InvariantCulture)} voices";
            return null;
        }

        return new VoiceBlend([.. parts.Where(p => p.Weight > 0).Select(p => (p.Name, p.Weight / sum))]);
    }

    /// <summary>The blend with the given names in place of the written ones; equal blends give equal text.</summary>
    public static string Format(IReadOnlyList<(string Name, double Weight)> parts) => parts.Count == 1
        ? parts[0].Name
        : string.Join('+', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}:{p.Weight:R}")));
}
