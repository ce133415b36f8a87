namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>Where a voice comes from.</summary>
/// <param name="Name">Name as it is shown: the voice's, or the file's.</param>
/// <param name="Path">File that holds it.</param>
/// <param name="EntryName">Entry within a <c>voices.bin</c>, or null.</param>
internal sealed record VoiceSource(string Name, string Path, string? EntryName = null)
{
    /// <summary>True for a recording that is to be cloned.</summary>
    public bool IsRecording => !Path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) && EntryName is null;
}
