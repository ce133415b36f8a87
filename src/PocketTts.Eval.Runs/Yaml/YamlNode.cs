namespace PocketTts.Eval.Runs.Yaml;

/// <summary>A value of a YAML file with its place.</summary>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column.</param>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Describe();
}

/// <summary>A single value; quoted or not makes no difference except for <c>null</c>.</summary>
internal sealed record YamlScalar(string Text, bool IsNull, int Line, int Column) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => IsNull ? "nothing" : $"'{Shorten(Text)}'";

    /// <summary>A text that fits into a message.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => "a list";
}

/// <summary>A key with its value.</summary>
internal sealed record YamlEntry(string Key, YamlNode Value, int Line, int Column);

/// <summary>Keys with values, in file order, each key once.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string Describe() => "a mapping";
}
