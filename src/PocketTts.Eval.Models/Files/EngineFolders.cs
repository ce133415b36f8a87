namespace PocketTts.Eval.Models.Files;

/// <summary>Under which folder name each engine looks for its models.</summary>
internal static class EngineFolders
{
    /// <summary>Name of the folder below a models folder.</summary>
    /// <param name="engine">Engine name.</param>
    /// <param name="id">Id of the model: Whisper's folders are named after the model.</param>
    public static string Of(string engine, string id) => engine switch
    {
        "pocket" => "pocket-tts",
        "whisper" => id,
        "whisper.net" => "whisper-ggml",
        _ => engine,
    };
}
