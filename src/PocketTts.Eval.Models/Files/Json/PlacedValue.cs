namespace PocketTts.Eval.Models.Files.Json;

/// <summary>A value of a JSON file with its place, so that a message can name the line.</summary>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column.</param>
internal abstract record PlacedValue(int Line, int Column)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Describe();
}

/// <summary>A text.</summary>
internal sealed record PlacedText(string Text, int Line, int Column) : PlacedValue(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => $"'{Text}'";
}

/// <summary>A number, as it is written.</summary>
internal sealed record PlacedNumber(string Text, int Line, int Column) : PlacedValue(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => Text;
}

/// <summary>True or false.</summary>
internal sealed record PlacedTruth(bool IsTrue, int Line, int Column) : PlacedValue(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => IsTrue ? "true" : "false";
}

/// <summary>Nothing.</summary>
internal sealed record PlacedNull(int Line, int Column) : PlacedValue(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => "null";
}

/// <summary>A list.</summary>
internal sealed record PlacedList(IReadOnlyList<PlacedValue> Items, int Line, int Column) : PlacedValue(Line, Column)
{
    /// <inheritdoc/>
    public override string Describe() => "a list";
}

/// <summary>A key with its value.</summary>
internal sealed record PlacedMember(string Key, PlacedValue Value, int Line, int Column);

/// <summary>Keys with values, in file order, each key once.</summary>
internal sealed record PlacedObject(IReadOnlyList<PlacedMember> Members, int Line, int Column) : PlacedValue(Line, Column)
{
    /// <summary>The value of a key, or null.</summary>
    public PlacedValue? Find(string key) => Members.FirstOrDefault(m => m.Key == key)?.Value;

    /// <inheritdoc/>
    public override string Describe() => "an object";
}
