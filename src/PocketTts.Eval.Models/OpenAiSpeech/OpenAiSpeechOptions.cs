using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;

namespace PocketTts.Eval.Models.OpenAiSpeech;

/// <summary>The options of a speech server, checked.</summary>
internal sealed class OpenAiSpeechOptions
{
    /// <summary>Rate of raw PCM that the API documents.</summary>
    public const int PcmRateHz = 24_000;

    private const string HandedPrefix = "option-";

    private static readonly string[] s_own = ["model", "input", "voice", "response_format", "speed"];

    /// <summary>Base address without a slash at the end, e.g. <c>http://localhost:8880/v1</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Model name.</summary>
    public required string Model { get; init; }

    /// <summary>Voice, or null for the server's own choice.</summary>
    public string? Voice { get; init; }

    /// <summary>True for raw PCM, false for WAV.</summary>
    public bool IsPcm { get; init; }

    /// <summary>Rate of the sound, or null to take the first answer's.</summary>
    public int? SampleRateHz { get; init; }

    /// <summary>Speed, 0.25 to 4, or null to send none.</summary>
    public double? Speed { get; init; }

    /// <summary>The secret, or null. It is never shown: this is a class, so that nothing prints its members.</summary>
    public string? Key { get; init; }

    /// <summary>Longest time of one attempt.</summary>
    public TimeSpan AttemptLimit { get; init; }

    /// <summary>Attempts after the first, 0 to 20.</summary>
    public int Retries { get; init; }

    /// <summary>Further members of the request, by name.</summary>
    public ImmutableSortedDictionary<string, string> Handed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads and checks all options; every problem is named.</summary>
    /// <exception cref="InputException">At least one option is wrong.</exception>
    public static OpenAiSpeechOptions Parse(SystemSpec spec, Func<string, string?> environment)
    {
        var reader = new OptionReader(spec);
        bool isPcm = reader.Choice("format", "wav", "wav", "pcm") == "pcm";
        var options = new OpenAiSpeechOptions
        {
            Url = ReadUrl(reader),
            Model = reader.Text("model") ?? "tts-1",
            Voice = reader.Voice,
            IsPcm = isPcm,
            SampleRateHz = reader.OptionalWholeNumber("rate", 1_000, 768_000) ?? (isPcm ? PcmRateHz : null),
            Speed = reader.OptionalNumber("speed", 0.25, 4),
            Key = ReadKey(reader, environment),
            AttemptLimit = TimeSpan.FromSeconds(reader.Number("timeout", 300, 0.1, 3600)),
            Retries = reader.WholeNumber("retries", 5, 0, 20),
            Handed = reader.Prefixed(HandedPrefix),
        };
        foreach (string name in options.Handed.Keys.Where(s_own.Contains))
        {
            reader.AddProblem(HandedPrefix + name, "is set by this engine itself", remedy: "use its own option for it");
        }

        reader.ThrowIfWrong();
        return options;
    }

    private static string ReadUrl(OptionReader reader)
    {
        const string Expected = "the base address, for example http://localhost:8880/v1";
        string? text = reader.Text("url");
        if (text is null)
        {
            reader.AddProblem("url", "found nothing", Expected);
            return string.Empty;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            reader.Wrong("url", text, Expected);
        }
        else if (uri.UserInfo.Length > 0)
        {
            reader.AddProblem("url", "it holds a user name or password", remedy: "name an environment variable with key-env=NAME");
        }

        return text.TrimEnd('/');
    }

    private static string? ReadKey(OptionReader reader, Func<string, string?> environment)
    {
        if (reader.Text("key-env") is not { Length: > 0 } name)
        {
            return null;
        }

        string key = environment(name)?.Trim() ?? string.Empty;
        if (key.Length == 0)
        {
            reader.AddProblem("key-env", $"the environment variable '{name}' is not set", remedy: "set it to the server's key");
        }
        else if (key.Any(c => c is <= ' ' or > '~'))
        {
            reader.AddProblem("key-env", $"the value of '{name}' has a blank, a control character or a letter beyond ASCII");
        }

        return key;
    }
}
