namespace PocketTts.Eval.Audio.Flac;

/// <summary>The FLAC data break a rule; <see cref="FlacReader"/> adds file and frame and rethrows it as an InputException.</summary>
internal sealed class FlacDataException(string problem) : Exception(problem);
