namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Is told how a fetch goes; calls come from several threads.</summary>
public interface IPullProgress
{
    /// <summary>The fetch begins.</summary>
    /// <param name="files">Files it is about.</param>
    /// <param name="bytes">Sum of their sizes as far as they are known.</param>
    void Start(int files, long bytes);

    /// <summary>A file is this far.</summary>
    /// <param name="key">Name below the models folder.</param>
    /// <param name="bytes">Bytes that are here.</param>
    /// <param name="total">Its size, or null when unknown.</param>
    void Report(string key, long bytes, long? total);

    /// <summary>A file is done.</summary>
    /// <param name="file">What became of it.</param>
    void Done(PulledFile file);

    /// <summary>Something a person should know.</summary>
    /// <param name="message">One line.</param>
    void Note(string message);
}
