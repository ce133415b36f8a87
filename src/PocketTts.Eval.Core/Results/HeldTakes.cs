namespace PocketTts.Eval.Core.Results;

/// <summary>Takes that are in memory.</summary>
internal sealed class HeldTakes(RunInfo info, IReadOnlyList<Take> takes) : ITakeSource
{
    public int Count => takes.Count;

    public TakeHead Head(int index) => new(takes[index].Key, takes[index].Seed, takes[index].Synthesis?.AudioSha256, takes[index].SynthesisFailure?.Reason);

    public bool HasTranscript(int index, int recognizer)
    {
        foreach (RecognizedTake recognition in takes[index].Recognitions)
        {
            if (string.Equals(recognition.RecognizerId, info.Recognizers[recognizer].Id, StringComparison.Ordinal))
            {
                return recognition.Transcript is not null;
            }
        }

        return false;
    }

    public SynthesisFacts? ReadSound(int index) => takes[index].Synthesis;

    public Take Read(int index) => takes[index];
}
