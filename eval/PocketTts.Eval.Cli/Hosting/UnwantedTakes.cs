using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>For a run of any size of which only the page is written: the tables of a large run are written by <c>score</c>.</summary>
internal sealed class UnwantedTakes : IScoredTakeSink
{
    private UnwantedTakes()
    {
    }

    /// <summary>The only one.</summary>
    public static UnwantedTakes Instance { get; } = new();

    /// <inheritdoc/>
    public void Add(int index, ScoredTake take)
    {
    }
}
