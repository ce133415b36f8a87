namespace PocketTts.Eval.Runs.Bench;

/// <summary>Follows a bench.</summary>
public interface IBenchWatcher
{
    /// <summary>Is told how far it is, after every take.</summary>
    /// <param name="progress">How far.</param>
    void Report(BenchProgress progress);

    /// <summary>Is told something a person should read now.</summary>
    /// <param name="message">One line.</param>
    void Note(string message);
}
