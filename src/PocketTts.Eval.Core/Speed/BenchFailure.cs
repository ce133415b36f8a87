namespace PocketTts.Eval.Core.Speed;

/// <summary>Takes that do not count, by reason.</summary>
/// <param name="Reason">Stable identifier in kebab case.</param>
/// <param name="Takes">How many.</param>
/// <param name="Texts">Of how many texts.</param>
public sealed record BenchFailure(string Reason, int Takes, int Texts);
