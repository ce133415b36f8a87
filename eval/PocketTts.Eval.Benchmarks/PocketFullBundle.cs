using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace PocketTts.Eval.Benchmarks;

/// <summary>
/// Makes the full-size Pocket TTS bundle with random weights from its graphs and fill rules (see the NOTES of the model folder),
/// to measure speed with published graph structure. Nothing of it is ever committed.
/// </summary>
internal static class PocketFullBundle
{
    private static readonly string[] Graphs =
        ["flow_lm_main", "flow_lm_main_int8", "flow_lm_flow", "flow_lm_flow_int8", "mimi_decoder", "mimi_decoder_int8", "mimi_encoder", "text_conditioner"];

    /// <summary>Writes the bundle, unless it is there already; every data file is checked against its SHA-256.</summary>
    /// <param name="source">Folder <c>pocket-tts</c> of the models.</param>
    /// <param name="target">Folder to write to.</param>
    public static void Generate(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string graph in Graphs)
        {
            string data = Path.Combine(target, graph + ".data");
            using JsonDocument rules = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, "full", graph + ".weights.json")));
            long length = rules.RootElement.GetProperty("data_bytes").GetInt64();
            if (!File.Exists(data) || new FileInfo(data).Length != length)
            {
                Write(rules.RootElement, data, length);
            }

            File.Copy(Path.Combine(source, "full", graph + ".onnx"), Path.Combine(target, graph + ".onnx"), overwrite: true);
        }

        File.Copy(Path.Combine(source, "full", "bundle.json"), Path.Combine(target, "bundle.json"), overwrite: true);
        File.Copy(Path.Combine(source, "full", "bos_before_voice.npy"), Path.Combine(target, "bos_before_voice.npy"), overwrite: true);
        File.Copy(Path.Combine(source, "english_2026-04", "tokenizer.model"), Path.Combine(target, "tokenizer.model"), overwrite: true);
        foreach (string file in Directory.EnumerateFiles(target))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
    }

    private static void Write(JsonElement rules, string path, long length)
    {
        byte[] content = new byte[length];
        foreach (JsonElement tensor in rules.GetProperty("tensors").EnumerateArray())
        {
            int offset = tensor.GetProperty("offset").GetInt32();
            Span<byte> bytes = content.AsSpan(offset, tensor.GetProperty("length").GetInt32());
            Fill(tensor.GetProperty("fill"), tensor.GetProperty("dtype").GetString()!, bytes);
        }

        string expected = rules.GetProperty("data_sha256").GetString()!;
        string actual = Convert.ToHexStringLower(SHA256.HashData(content));
        if (actual != expected)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}: sha256 {actual}, expected {expected}"));
        }

        File.WriteAllBytes(path, content);
    }

    private static void Fill(JsonElement fill, string type, Span<byte> bytes)
    {
        string rule = fill.GetProperty("rule").GetString()!;
        if (rule == "const")
        {
            FillConstant(fill.GetProperty("value"), type, bytes);
            return;
        }

        ulong seed = fill.GetProperty("seed").GetUInt64();
        if (rule == "int8")
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                sbyte value = (sbyte)(Mix(seed, i) >> 56);
                bytes[i] = (byte)(value == sbyte.MinValue ? (sbyte)-127 : value);
            }

            return;
        }

        float scale = (float)fill.GetProperty("a").GetDouble();
        Span<float> floats = MemoryMarshal.Cast<byte, float>(bytes);
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)(((Mix(seed, i) >> 40) * (1.0 / (1 << 23))) - 1) * scale;
        }
    }

    private static void FillConstant(JsonElement value, string type, Span<byte> bytes)
    {
        switch (type)
        {
            case "float32":
                MemoryMarshal.Cast<byte, float>(bytes).Fill((float)value.GetDouble());
                break;
            case "int64":
                MemoryMarshal.Cast<byte, long>(bytes).Fill(value.GetInt64());
                break;
            case "int8":
                MemoryMarshal.Cast<byte, sbyte>(bytes).Fill(value.GetSByte());
                break;
            default:
                bytes.Fill(value.GetByte());
                break;
        }
    }

    // SplitMix64 (Steele, Lea, Flood 2014), element by element
    private static ulong Mix(ulong seed, int index)
    {
        ulong z = unchecked(seed + ((ulong)(index + 1L) * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
