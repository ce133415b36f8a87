namespace PocketTts.Eval.Core.Speech;

/// <summary>Finds the engine that a name asks for.</summary>
public static class EngineLookup
{
    /// <summary>The engine of a system.</summary>
    /// <param name="engines">All engines.</param>
    /// <param name="system">The set-up.</param>
    /// <returns>The engine whose name the set-up gives.</returns>
    /// <exception cref="InputException">No such engine; the nearest names are offered.</exception>
    public static ISynthesizerEngine Find(this IReadOnlyList<ISynthesizerEngine> engines, SystemSpec system)
    {
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentNullException.ThrowIfNull(system);
        if (engines.FirstOrDefault(e => string.Equals(e.Name, system.Engine, StringComparison.Ordinal)) is { } engine)
        {
            return engine;
        }

        string[] names = [.. engines.Select(e => e.Name)];
        throw new InputException($"no engine '{system.Engine}'", field: "--system", expected: string.Join(" or ", names), remedy: NearestName.Suggest(system.Engine, names));
    }

    /// <summary>The first engine that knows a recognizer.</summary>
    /// <param name="engines">All engines, asked in order.</param>
    /// <param name="recognizerId">Name as the user gives it.</param>
    /// <returns>The engine that would load it.</returns>
    /// <exception cref="InputException">None knows it; the names that can be loaded here are offered.</exception>
    public static IRecognizerEngine Find(this IReadOnlyList<IRecognizerEngine> engines, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(engines);
        if (engines.FirstOrDefault(e => e.Knows(recognizerId)) is { } engine)
        {
            return engine;
        }

        string[] names = [.. engines.SelectMany(e => e.Probe().Voices).Distinct(StringComparer.Ordinal)];
        throw new InputException($"no recognizer '{recognizerId}'", field: "--recognizer", remedy: NearestName.Suggest(recognizerId, names) ?? $"there is {string.Join(", ", names)}");
    }
}
