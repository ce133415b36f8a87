namespace PocketTts.Eval.Models.Files.Download;

/// <summary>Where progress of one file goes.</summary>
internal interface IDownloadTarget
{
    /// <summary>Tells how far the file is.</summary>
    /// <param name="bytes">Bytes that are here.</param>
    /// <param name="total">Its size, or null when unknown.</param>
    void Report(long bytes, long? total);

    /// <summary>Tells that an attempt failed and another one follows.</summary>
    /// <param name="problem">What went wrong, one line.</param>
    /// <param name="pause">How long is waited first.</param>
    void Retry(string problem, TimeSpan pause);
}
