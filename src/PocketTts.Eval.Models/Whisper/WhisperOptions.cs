using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// What the user asks for: <c>folder[,option=value]…</c>, for example <c>whisper-base.en</c> or
/// <c>whisper-small,threads=2,precision=int8w</c>. Options: <c>threads</c> 1 to 64, default 1; <c>precision</c> one of
/// <see cref="WhisperFiles.Precisions"/>, default the first that is there; <c>language</c> a Whisper language code, default <c>en</c>;
/// <c>evidence</c> <c>screen</c> (default: whole variants are weighed of suspect words only) or <c>full</c> (of every word, for calibration);
/// <c>audio-ctx</c> <c>whole</c> (default: 30 s are encoded whatever the length) or <c>auto</c> (<see cref="AudioContext.Auto"/>: faster, other text in some takes).
/// </summary>
/// <param name="Name">Name of the model's folder.</param>
/// <param name="Precision">Name of the wanted precision, or null for the best that is there.</param>
/// <param name="Threads">Threads of each session.</param>
/// <param name="Language">Language the audio is spoken in.</param>
/// <param name="FullEvidence">Whether variants of every word are weighed.</param>
internal sealed record WhisperOptions(string Name, string? Precision, int Threads, string Language, bool FullEvidence = false)
{
    /// <summary>How much of its window the encoder is given.</summary>
    public AudioContext Context { get; init; } = AudioContext.Whole;

    private const int MostThreads = 64;

    /// <summary>True when the text names a whisper folder, whatever its options.</summary>
    public static bool IsWhisper(string recognizerId) =>
        NameOf(recognizerId).StartsWith("whisper", StringComparison.Ordinal);

    /// <summary>Parses the written form.</summary>
    /// <exception cref="InputException">An option is unknown, twice there or has a wrong value; all of them are named.</exception>
    public static WhisperOptions Parse(string recognizerId)
    {
        string owner = $"recognizer '{recognizerId}'";
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var twice = new List<string>();
        foreach (string part in recognizerId.Split(',', StringSplitOptions.TrimEntries).Skip(1))
        {
            int sign = part.IndexOf('=', StringComparison.Ordinal);
            (string name, string value) = sign < 0 ? (part, string.Empty) : (part[..sign].TrimEnd(), part[(sign + 1)..].TrimStart());
            if (!options.TryAdd(name, value))
            {
                twice.Add(name);
            }
        }

        var reader = new OptionReader(owner, options);
        twice.ForEach(name => reader.AddProblem(name, "given twice", "once"));
        string language = reader.Text("language") ?? "en";
        if (language.Length is not (2 or 3) || !language.All(char.IsAsciiLetterLower))
        {
            reader.Wrong("language", language, "a code such as en or haw");
        }

        var result = new WhisperOptions(
            NameOf(recognizerId), reader.OptionalChoice("precision", WhisperFiles.Precisions), reader.WholeNumber("threads", 1, 1, MostThreads), language,
            reader.Choice("evidence", "screen", "screen", "full") == "full")
        {
            Context = reader.Choice("audio-ctx", "whole", "whole", "auto") == "auto" ? AudioContext.Auto : AudioContext.Whole,
        };
        reader.ThrowIfWrong();
        return result;
    }

    private static string NameOf(string recognizerId)
    {
        int comma = recognizerId.IndexOf(',', StringComparison.Ordinal);
        return (comma < 0 ? recognizerId : recognizerId[..comma]).Trim();
    }
}
