namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>Steps of the decoder's rings.</summary>
/// <param name="Declared">As the file declares them.</param>
/// <param name="Used">As they are in memory.</param>
internal sealed record RingSize(int Declared, int Used);
