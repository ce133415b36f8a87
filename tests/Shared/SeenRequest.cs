using System.Globalization;

namespace PocketTts.Eval.TestSupport;

/// <summary>What a client asked for.</summary>
internal sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>First byte of a Range header, or null.</summary>
    public int? From => this["Range"] is { } range ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : null;
}
