using System.Globalization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// What the user asks for: <c>folder[,option=value]…</c>, for example <c>whisper-base.en</c> or
/// <c>whisper-small,threads=2,precision=int8w</c>. Options: <c>threads</c> 1 to 64, default 1; <c>precision</c> one of
/// <see cref="WhisperFiles.Precisions"/>, default the first that is there; <c>language</c> a Whisper language code, default <c>en</c>;
/// <c>evidence</c> <c>screen</c> (default: whole variants are weighed of suspect words only) or <c>full</c> (of every word, for calibration).
/// </summary>
/// <param name="Name">Name of the model's folder.</param>
/// <param name="Precision">Name of the wanted precision, or null for the best that is there.</param>
/// <param name="Threads">Threads of each session.</param>
/// <param name="Language">Language the audio is spoken in.</param>
/// <param name="FullEvidence">Whether variants of every word are weighed.</param>
internal sealed record WhisperOptions(string Name, string? Precision, int Threads, string Language, bool FullEvidence = false)
{
    private const string Field = "--recognizer";
    private const int MostThreads = 64;

    /// <summary>True when the text names a whisper folder, whatever its options.</summary>
    public static bool IsWhisper(string recognizerId) =>
        NameOf(recognizerId).StartsWith("whisper", StringComparison.Ordinal);

    /// <summary>Parses the written form.</summary>
    /// <exception cref="InputException">An option is unknown, twice there or has a wrong value; all of them are named.</exception>
    public static WhisperOptions Parse(string recognizerId)
    {
        var result = new WhisperOptions(NameOf(recognizerId), null, 1, "en");
        var errors = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in recognizerId.Split(',', StringSplitOptions.TrimEntries).Skip(1))
        {
            int sign = part.IndexOf('=', StringComparison.Ordinal);
            (string option, string value) = sign < 0 ? (part, string.Empty) : (part[..sign].Trim(), part[(sign + 1)..].Trim());
            if (!seen.Add(option))
            {
                errors.Add($"'{option}' is given twice");
                continue;
            }

            switch (option)
            {
                case "threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= MostThreads:
                    result = result with { Threads = threads };
                    break;
                case "precision" when WhisperFiles.Precisions.Contains(value):
                    result = result with { Precision = value };
                    break;
                case "language" when value.Length is >= 2 and <= 3 && value.All(char.IsAsciiLetterLower):
                    result = result with { Language = value };
                    break;
                case "evidence" when value is "screen" or "full":
                    result = result with { FullEvidence = value == "full" };
                    break;
                case "evidence":
                    errors.Add($"evidence '{value}' is neither screen nor full");
                    break;
                case "threads":
                    errors.Add(FormattableString.Invariant($"threads '{value}' is no whole number from 1 to {MostThreads}"));
                    break;
                case "precision":
                    errors.Add($"precision '{value}' is none of {string.Join(", ", WhisperFiles.Precisions)}");
                    break;
                case "language":
                    errors.Add($"language '{value}' is no code such as en or haw");
                    break;
                default:
                    errors.Add($"'{part}' is no option");
                    break;
            }
        }

        return errors.Count == 0
            ? result
            : throw new InputException(string.Join("; ", errors), field: $"{Field} {recognizerId}", expected: "folder[,threads=N][,precision=P][,language=L][,evidence=E]", remedy: "for example whisper-base,threads=2");
    }

    private static string NameOf(string recognizerId)
    {
        int comma = recognizerId.IndexOf(',', StringComparison.Ordinal);
        return (comma < 0 ? recognizerId : recognizerId[..comma]).Trim();
    }
}
