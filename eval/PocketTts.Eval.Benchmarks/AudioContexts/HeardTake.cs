using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Benchmarks.AudioContexts;

/// <summary>What was heard in one take with one variant of the encoder's context.</summary>
/// <param name="Key">The take.</param>
/// <param name="Variant">Index into <see cref="ContextExperiment.Variants"/>.</param>
/// <param name="AudioSeconds">Length of its sound.</param>
/// <param name="Transcript">What was heard.</param>
/// <param name="Evidence">How well it fits its text.</param>
/// <param name="TranscribeSeconds">Processor time of transcribing.</param>
/// <param name="WeighSeconds">Processor time of weighing.</param>
internal sealed record HeardTake(TakeKey Key, int Variant, double AudioSeconds, Transcript Transcript, TextEvidence Evidence, double TranscribeSeconds, double WeighSeconds);
