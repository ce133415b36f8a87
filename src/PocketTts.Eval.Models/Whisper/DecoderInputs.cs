using Microsoft.ML.OnnxRuntime;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>The values a decoder call can need; a graph takes those it has inputs for.</summary>
/// <param name="Ids">Token ids, int64 [1, n].</param>
/// <param name="States">Encoder states, float [1, 1500, width].</param>
/// <param name="UsePast">Whether keys of earlier tokens are given, bool [1].</param>
/// <param name="Positions">Position of each token, int64 [n].</param>
/// <param name="SelfPast">Keys and values of earlier tokens, layer by layer, each float [1, heads, earlier tokens, head width].</param>
/// <param name="CrossPast">Keys and values of the sound, layer by layer, each float [1, heads, 1500, head width].</param>
internal readonly record struct DecoderInputs(OrtValue Ids, OrtValue States, OrtValue UsePast, OrtValue Positions, OrtValue[] SelfPast, OrtValue[] CrossPast);
