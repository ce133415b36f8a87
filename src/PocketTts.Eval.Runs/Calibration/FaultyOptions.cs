using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>
/// What a faulty system is: <c>faulty,fault=KIND,engine=NAME,voices=A+B+…[,shift=N][,recognizer=NAME]</c>.
/// </summary>
/// <param name="Kind">What is done to every take.</param>
/// <param name="Engine">Engine that speaks.</param>
/// <param name="Voices">Its voices; takes go through them in turn.</param>
/// <param name="Shift">How many voices further this system begins than others do.</param>
/// <param name="Recognizer">Who finds the words in the sound for <see cref="FaultKind.CutWord"/>.</param>
internal sealed record FaultyOptions(FaultKind Kind, string Engine, ImmutableArray<string> Voices, int Shift, string Recognizer)
{
    private static readonly string[] s_names = ["fault", "engine", "voices", "shift", "recognizer"];

    /// <summary>Reads the options of a system.</summary>
    /// <exception cref="InputException">An option is missing, unknown or wrong.</exception>
    public static FaultyOptions Parse(SystemSpec spec)
    {
        if (spec.Options.Keys.FirstOrDefault(k => !s_names.Contains(k, StringComparer.Ordinal)) is { } unknown)
        {
            throw new InputException($"unknown option '{unknown}'", field: "--system", expected: string.Join(", ", s_names), remedy: NearestName.Suggest(unknown, s_names));
        }

        string shift = spec.Options.GetValueOrDefault("shift", "0");
        return new FaultyOptions(
            FaultKinds.Parse(spec.Options.GetValueOrDefault("fault", string.Empty), "fault"),
            spec.Options.GetValueOrDefault("engine", "kokoro"),
            spec.Options.GetValueOrDefault("voices", string.Empty).Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } voices
                ? [.. voices]
                : throw new InputException("no voice is named", field: "voices", expected: "voices joined by +"),
            int.TryParse(shift, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new InputException($"shift '{shift}' is no whole number", field: "shift"),
            spec.Options.GetValueOrDefault("recognizer", "whisper-base"));
    }

    /// <summary>The voice of a take: texts and repeats go through the voices in turn.</summary>
    public string VoiceOf(string text, int repeat)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return Voices[(int)((hash + (ulong)repeat + (ulong)Shift) % (ulong)Voices.Length)];
    }
}
