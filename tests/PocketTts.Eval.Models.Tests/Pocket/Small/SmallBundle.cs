using System.Buffers.Binary;
using System.Text;
using PocketTts.Eval.Models.Tests.Onnx;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Pocket.Small;

/// <summary>
/// A bundle made of a few operators, shaped like the small distilled models: conditioning, text and latent widths differ, one
/// key-value head, a flow network of any head. The decoder gives the latent frame itself as sound, so that every value can be checked.
/// </summary>
internal sealed class SmallBundle : IDisposable
{
    public const int Latent = 4;
    public const int Conditioning = 3;
    public const int Embedding = 5;

    /// <summary>Weights [conditioning, latent] of the flow network.</summary>
    public static readonly float[] Weights = [0.1f, -0.2f, 0.3f, 0.05f, 0.2f, 0.1f, -0.1f, 0.4f, -0.3f, 0.2f, 0.1f, 0.1f];

    /// <summary>Writes a bundle.</summary>
    /// <param name="timeInputs">Time inputs of the flow network: s and t, t, or none.</param>
    /// <param name="manifestMore">Further keys of the manifest, with a comma in front.</param>
    /// <param name="brokenFrom">Sum of a latent frame above which the flow network gives NaN, or null.</param>
    public SmallBundle(string timeInputs, string manifestMore = "", float? brokenFrom = null)
    {
        Folder = Directory.CreateTempSubdirectory("pocket-small").FullName;
        File.WriteAllText(Path.Combine(Folder, "bundle.json"), $$"""
            {"schema_version": 2, "bundle_name": "english_2m_2026-10", "language": "english", "sample_rate": 24000, "samples_per_frame": {{Latent}},
             "latent_dim": {{Latent}}, "conditioning_dim": {{Conditioning}}, "insert_bos_before_voice": false{{manifestMore}}}
            """);
        File.Copy(SharedFiles.Model("pocket-tts/english_2026-04/tokenizer.model"), Path.Combine(Folder, "tokenizer.model"));
        File.SetAttributes(Path.Combine(Folder, "tokenizer.model"), FileAttributes.Normal);
        File.WriteAllBytes(Path.Combine(Folder, "flow_lm_main.onnx"), LanguageModel());
        File.WriteAllBytes(Path.Combine(Folder, "flow_lm_flow.onnx"), Flow(timeInputs, brokenFrom));
        File.WriteAllBytes(Path.Combine(Folder, "mimi_decoder.onnx"), Decoder());
        File.WriteAllBytes(Path.Combine(Folder, "text_conditioner.onnx"), Text());
        File.WriteAllBytes(Path.Combine(Folder, "v.safetensors"), Voice("transformer.layers.0.self_attn", [2, 1, 2, 1, 2]));
    }

    public string Folder { get; }

    /// <summary>A key-value snapshot with zeros.</summary>
    public static byte[] Voice(string module, int[] shape)
    {
        int bytes = shape.Aggregate(4, (a, b) => a * b);
        string header = FormattableString.Invariant(
            $$$"""{"{{{module}}}/cache":{"dtype":"F32","shape":[{{{string.Join(',', shape)}}}],"data_offsets":[0,{{{bytes}}}]},"{{{module}}}/offset":{"dtype":"I64","shape":[1],"data_offsets":[{{{bytes}}},{{{bytes + 8}}}]}}""");
        byte[] file = new byte[8 + header.Length + bytes + 8];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(file, 8);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(file.Length - 8), shape[2]);
        return file;
    }

    /// <summary>Conditioning that follows a frame, as the language model computes it.</summary>
    public static float[] ConditioningAfter(ReadOnlySpan<float> frame)
    {
        float sum = 0;
        foreach (float value in frame)
        {
            sum += float.IsNaN(value) ? 0 : value;
        }

        return [(sum * 0.1f) + 0.5f, (sum * 0.2f) - 0.5f, (sum * 0.3f) + 0.25f];
    }

    /// <summary>What the flow network gives.</summary>
    public static float[] Direction(float[] conditioning, float from, float to, float[] x) =>
        [.. Enumerable.Range(0, Latent).Select(i => Enumerable.Range(0, Conditioning).Sum(j => conditioning[j] * Weights[(j * Latent) + i]) + (0.25f * x[i]) + (2 * to) - from)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] LanguageModel() => new OnnxBuilder()
        .Input("sequence", OnnxBuilder.Float, 1, -1, Latent).Input("text_embeddings", OnnxBuilder.Float, 1, -1, Embedding)
        .Input("state_0", OnnxBuilder.Float, 2, 1, 1000, 1, 2).Input("state_1", OnnxBuilder.Float, 0).Input("state_2", OnnxBuilder.Int64, 1)
        .Output("conditioning", OnnxBuilder.Float, 1, Conditioning).Output("eos_logit", OnnxBuilder.Float, 1, 1)
        .Output("out_state_0", OnnxBuilder.Float, 2, 1, 1000, 1, 2).Output("out_state_1", OnnxBuilder.Float, 0).Output("out_state_2", OnnxBuilder.Int64, 1)
        .Floats("zero", [], 0).Longs("axes", [2], 1, 2).Longs("one", [1], 1)
        .Floats("scale", [1, Conditioning], 0.1f, 0.2f, 0.3f).Floats("offset", [1, Conditioning], 0.5f, -0.5f, 0.25f).Floats("eos", [1, 1], -10)
        .Node("IsNaN", ["sequence"], "start").Node("Where", ["start", "zero", "sequence"], "frames")
        .Node("ReduceSum", ["frames", "axes"], "sum", ("keepdims", [0], false))
        .Node("Mul", ["sum", "scale"], "scaled").Node("Add", ["scaled", "offset"], "conditioning").Node("Identity", ["eos"], "eos_logit")
        .Node("Identity", ["state_0"], "out_state_0").Node("Identity", ["state_1"], "out_state_1")
        .Node("Shape", ["sequence"], "sequence_shape").Node("Gather", ["sequence_shape", "one"], "frame_count")
        .Node("Shape", ["text_embeddings"], "text_shape").Node("Gather", ["text_shape", "one"], "token_count")
        .Node("Add", ["frame_count", "token_count"], "read").Node("Add", ["state_2", "read"], "out_state_2")
        .Build();

    private static byte[] Flow(string timeInputs, float? brokenFrom)
    {
        var builder = new OnnxBuilder().Input("c", OnnxBuilder.Float, 1, Conditioning).Input("x", OnnxBuilder.Float, 1, Latent).Output("flow_dir", OnnxBuilder.Float, 1, Latent)
            .Floats("w", [Conditioning, Latent], Weights).Floats("quarter", [], 0.25f).Floats("two", [], 2).Floats("nan", [], float.NaN).Floats("limit", [], brokenFrom ?? float.MaxValue)
            .Node("MatMul", ["c", "w"], "a").Node("Mul", ["x", "quarter"], "b").Node("Add", ["a", "b"], "d0");
        string last = "d0";
        if (timeInputs.Contains('t', StringComparison.Ordinal))
        {
            builder.Input("t", OnnxBuilder.Float, 1, 1).Node("Mul", ["t", "two"], "t2").Node("Add", [last, "t2"], "d1");
            last = "d1";
        }

        if (timeInputs.Contains('s', StringComparison.Ordinal))
        {
            builder.Input("s", OnnxBuilder.Float, 1, 1).Node("Sub", [last, "s"], "d2");
            last = "d2";
        }

        return builder.Node("Greater", [last, "limit"], "broken").Node("Where", ["broken", "nan", last], "flow_dir").Build();
    }

    private static byte[] Decoder() => new OnnxBuilder()
        .Input("latent", OnnxBuilder.Float, 1, -1, Latent).Input("state_0", OnnxBuilder.Float, 1)
        .Output("audio_frame", OnnxBuilder.Float, 1, 1, -1).Output("out_state_0", OnnxBuilder.Float, 1)
        .Longs("flat", [3], 1, 1, -1).Node("Reshape", ["latent", "flat"], "audio_frame").Node("Identity", ["state_0"], "out_state_0")
        .Build();

    private static byte[] Text() => new OnnxBuilder()
        .Input("token_ids", OnnxBuilder.Int64, 1, -1).Output("embeddings", OnnxBuilder.Float, 1, -1, Embedding)
        .Longs("last", [1], 2).Floats("row", [1, 1, Embedding], 1, 2, 3, 4, 5)
        .Node("Cast", ["token_ids"], "numbers", ("to", [1], false)).Node("Unsqueeze", ["numbers", "last"], "column").Node("Mul", ["column", "row"], "embeddings")
        .Build();
}
