using System.Collections.Immutable;
using System.Text;

namespace PocketTts.Eval.Core.Speech;

/// <summary>
/// One synthesizer set-up as the user names it: <c>[id=]engine[:voice][,option=value]…</c>, for example
/// <c>kokoro:af_heart</c>, <c>fast=kokoro:af_heart:0.7+af_bella:0.3,speed=1.2</c>, <c>loopback:skip=0.02,mangle=0.01</c>,
/// <c>mine=process:command="/opt/my tts/run" --rate 2</c>. A comma between double quotes parts nothing; the quotes stay
/// in the value, and engines read a value that is quoted as a whole without them.
/// </summary>
/// <param name="Id">Name of the system in every table; unique within a run.</param>
/// <param name="Engine">Engine name in lower case, e.g. <c>kokoro</c>.</param>
/// <param name="Voice">Voice, blend or path, or null when the engine's default is meant.</param>
/// <param name="Options">Engine options by name (case-sensitive), sorted.</param>
public sealed record SystemSpec(string Id, string Engine, string? Voice, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>Parses the written form.</summary>
    /// <param name="text">The written form; see the type's summary.</param>
    /// <returns>The parsed set-up. Without <c>id=</c> the id is the text itself.</returns>
    /// <exception cref="InputException">The text is not of that form.</exception>
    public static SystemSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.Trim();
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        int equals = rest.IndexOf('=', StringComparison.Ordinal);
        string? id = null;
        if (equals >= 0 && (colon < 0 || equals < colon))
        {
            id = rest[..equals].Trim();
            rest = rest[(equals + 1)..].Trim();
            colon = rest.IndexOf(':', StringComparison.Ordinal);
        }

        string engine = (colon < 0 ? rest : rest[..colon]).Trim().ToLowerInvariant();
        if (id is { Length: 0 } || !IsName(engine))
        {
            throw new InputException($"cannot read the system '{text}'", field: "--system", expected: "[id=]engine[:voice][,option=value]…", remedy: "for example kokoro:af_heart or loopback:skip=0.02");
        }

        string? voice = null;
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string arguments = colon < 0 ? string.Empty : rest[(colon + 1)..];
        bool first = true;
        foreach (string part in SplitArguments(arguments, text))
        {
            int sign = part.IndexOf('=', StringComparison.Ordinal);
            if (first && (sign < 0 || !IsName(part[..sign].TrimEnd())))
            {
                voice = part;
            }
            else if (sign <= 0 || !options.TryAdd(part[..sign].Trim(), part[(sign + 1)..].Trim()))
            {
                throw new InputException($"cannot read '{part}' in the system '{text}'", field: "--system", expected: "option=value, each option once, after the voice");
            }

            first = false;
        }

        return new SystemSpec(id ?? rest, engine, voice, options.ToImmutable());
    }

    private static List<string> SplitArguments(string arguments, string text)
    {
        var parts = new List<string>();
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= arguments.Length; i++)
        {
            if (i == arguments.Length || (arguments[i] == ',' && !isQuoted))
            {
                string part = arguments[start..i].Trim();
                if (part.Length > 0)
                {
                    parts.Add(part);
                }

                start = i + 1;
            }
            else
            {
                isQuoted ^= arguments[i] == '"';
            }
        }

        return isQuoted
            ? throw new InputException($"a double quote is not closed in the system '{text}'", field: "--system", expected: "quotes in pairs")
            : parts;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The written form without the id; equal set-ups have equal forms.</summary>
    /// <returns><c>engine[:voice][,option=value]…</c> with options sorted by name.</returns>
    public string Canonical()
    {
        var text = new StringBuilder(Engine);
        char separator = ':';
        if (Voice is not null)
        {
            text.Append(separator).Append(Voice);
            separator = ',';
        }

        foreach ((string name, string value) in Options)
        {
            text.Append(separator).Append(name).Append('=').Append(value);
            separator = ',';
        }

        return text.ToString();
    }
}
