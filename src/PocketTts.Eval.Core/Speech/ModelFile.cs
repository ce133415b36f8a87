namespace PocketTts.Eval.Core.Speech;

/// <summary>A file that a set-up uses: what it is, how large, and the hash that identifies its content.</summary>
/// <param name="Name">File name without folder, e.g. <c>kokoro-v1.0.int8.onnx</c>.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
public sealed record ModelFile(string Name, long SizeBytes, string Sha256);
