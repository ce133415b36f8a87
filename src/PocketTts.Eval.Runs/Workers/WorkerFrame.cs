namespace PocketTts.Eval.Runs.Workers;

/// <summary>A message with the bytes that belong to it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Payload">A WAV file after <see cref="SpokenMessage"/>, empty otherwise.</param>
internal sealed record WorkerFrame(WorkerMessage Message, byte[] Payload);
