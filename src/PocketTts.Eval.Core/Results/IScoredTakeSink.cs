namespace PocketTts.Eval.Core.Results;

/// <summary>Is given scored takes that nobody keeps, e.g. to write them into tables.</summary>
public interface IScoredTakeSink
{
    /// <summary>Takes one take; they come text by text.</summary>
    /// <param name="index">Its place in the plan's order, from 0.</param>
    /// <param name="take">The take.</param>
    void Add(int index, ScoredTake take);
}
