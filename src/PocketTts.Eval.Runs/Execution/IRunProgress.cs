namespace PocketTts.Eval.Runs.Execution;

/// <summary>Follows a run. Called from one thread at a time, between takes: never inside a timed synthesis. Should return quickly.</summary>
public interface IRunProgress
{
    /// <summary>Is called when a phase starts and after each of its units.</summary>
    /// <param name="progress">How far the run is.</param>
    void Report(RunProgress progress);

    /// <summary>Is called with something the user should know that belongs to no take, e.g. that lost audio is made again.</summary>
    /// <param name="message">One line.</param>
    void Note(string message);
}
