using PocketTts.Eval.Models.Files.Pull;

namespace PocketTts.Eval.Models.Tests.Files.Pull;

/// <summary>Remembers what it is told.</summary>
internal sealed class RecordingPull : IPullProgress
{
    private readonly Lock _lock = new();

    public List<string> Notes { get; } = [];

    public List<PulledFile> Files { get; } = [];

    public (int Files, long Bytes) Begun { get; private set; }

    public void Start(int files, long bytes) => Begun = (files, bytes);

    public void Report(string key, long bytes, long? total)
    {
    }

    public void Done(PulledFile file)
    {
        lock (_lock)
        {
            Files.Add(file);
        }
    }

    public void Note(string message)
    {
        lock (_lock)
        {
            Notes.Add(message);
        }
    }
}
