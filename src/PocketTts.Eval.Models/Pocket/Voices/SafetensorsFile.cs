using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Reads safetensors: header length (8 bytes, little endian), JSON header, data. Nothing in the header is believed: every range must
/// lie inside the data and be exactly as long as type and shape say.
/// </summary>
internal sealed class SafetensorsFile
{
    private const int LargestHeader = 100 << 20;
    private const string Remedy = "fetch the file again";

    private readonly ImmutableSortedDictionary<string, Entry> _entries;
    private readonly byte[] _content;
    private readonly string _path;

    private SafetensorsFile(byte[] content, string path, ImmutableSortedDictionary<string, Entry> entries)
    {
        _content = content;
        _path = path;
        _entries = entries;
    }

    /// <summary>Names of the tensors, sorted.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>Its tensors.</returns>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static SafetensorsFile Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", file: path, innerException: e);
        }
    }

    /// <summary>Parses the bytes of a file.</summary>
    /// <param name="content">The bytes; not copied.</param>
    /// <param name="path">Name of the source in messages.</param>
    /// <returns>Its tensors.</returns>
    /// <exception cref="InputException">The bytes are damaged.</exception>
    public static SafetensorsFile Parse(byte[] content, string path)
    {
        ulong headerLength = content.Length < 8 ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (headerLength > LargestHeader || (long)headerLength > content.Length - 8)
        {
            throw new InputException(FormattableString.Invariant($"this is no safetensors file ({content.Length} bytes)"), file: path, expected: "a header of the length its first 8 bytes say", remedy: Remedy);
        }

        int start = 8 + (int)headerLength;
        var entries = ImmutableSortedDictionary.CreateBuilder<string, Entry>(StringComparer.Ordinal);
        try
        {
            using JsonDocument header = JsonDocument.Parse(content.AsMemory(8, (int)headerLength));
            if (header.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InputException("the header is not a JSON object", file: path, remedy: Remedy);
            }

            foreach (JsonProperty tensor in header.RootElement.EnumerateObject())
            {
                if (tensor.Name != "__metadata__")
                {
                    entries[tensor.Name] = ParseEntry(tensor, path, start, content.Length);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException("the header is not JSON", file: path, remedy: Remedy, innerException: e);
        }

        return new SafetensorsFile(content, path, entries.ToImmutable());
    }

    /// <summary>Shape of a tensor.</summary>
    /// <param name="name">Name.</param>
    /// <returns>Its dimensions.</returns>
    /// <exception cref="InputException">There is no such tensor.</exception>
    public ImmutableArray<int> Shape(string name) => Find(name).Shape;

    /// <summary>A float tensor.</summary>
    /// <param name="name">Name.</param>
    /// <returns>Its values, row by row; 16-bit floats are widened.</returns>
    /// <exception cref="InputException">There is no such tensor of floats, or a value is not finite.</exception>
    public float[] Floats(string name)
    {
        Entry entry = Find(name);
        ReadOnlySpan<byte> bytes = _content.AsSpan(entry.Start, entry.Length);
        float[] values;
        switch (entry.Element)
        {
            case SafetensorsElement.F32:
                values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
                break;
            case SafetensorsElement.F16:
                values = new float[bytes.Length / 2];
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case SafetensorsElement.BF16:
                ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                values = new float[halves.Length];
                for (int i = 0; i < halves.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                }

                break;
            default:
                throw Wrong(name, $"its type is {entry.Element}", "F32, F16 or BF16");
        }

        return values;
    }

    /// <summary>A tensor of integers.</summary>
    /// <param name="name">Name.</param>
    /// <returns>Its values, row by row.</returns>
    /// <exception cref="InputException">There is no such tensor of integers.</exception>
    public long[] Integers(string name)
    {
        Entry entry = Find(name);
        ReadOnlySpan<byte> bytes = _content.AsSpan(entry.Start, entry.Length);
        switch (entry.Element)
        {
            case SafetensorsElement.I64:
                return MemoryMarshal.Cast<byte, long>(bytes).ToArray();
            case SafetensorsElement.I16:
                ReadOnlySpan<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                long[] values = new long[shorts.Length];
                TensorPrimitives.ConvertChecked(shorts, values);
                return values;
            default:
                throw Wrong(name, $"its type is {entry.Element}", "I64 or I16");
        }
    }

    /// <summary>A complaint about a tensor.</summary>
    /// <param name="name">Tensor.</param>
    /// <param name="problem">What was found.</param>
    /// <param name="expected">What was expected.</param>
    /// <returns>The exception.</returns>
    public InputException Wrong(string name, string problem, string expected) =>
        new(problem, file: _path, field: name, expected: expected, remedy: "take the file that was made for this model");

    private static Entry ParseEntry(JsonProperty tensor, string path, int start, int end)
    {
        InputException Damaged(string problem) => new(problem, file: path, field: tensor.Name, remedy: Remedy);
        if (tensor.Value.ValueKind != JsonValueKind.Object
            || !tensor.Value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !tensor.Value.TryGetProperty("shape", out JsonElement shape) || shape.ValueKind != JsonValueKind.Array || shape.GetArrayLength() > 8
            || !tensor.Value.TryGetProperty("data_offsets", out JsonElement offsets) || offsets.ValueKind != JsonValueKind.Array || offsets.GetArrayLength() != 2)
        {
            throw Damaged("dtype, shape or data_offsets is missing or of another kind");
        }

        (SafetensorsElement Element, int Size)? element = type.GetString() switch
        {
            "F32" => (SafetensorsElement.F32, 4),
            "F16" => (SafetensorsElement.F16, 2),
            "BF16" => (SafetensorsElement.BF16, 2),
            "I64" => (SafetensorsElement.I64, 8),
            "I16" => (SafetensorsElement.I16, 2),
            _ => null,
        };
        if (element is not { } known)
        {
            throw Damaged($"the type '{type.GetString()}' is not read here");
        }

        long count = 1;
        var dimensions = ImmutableArray.CreateBuilder<int>();
        foreach (JsonElement dimension in shape.EnumerateArray())
        {
            if (dimension.ValueKind != JsonValueKind.Number || !dimension.TryGetInt32(out int length) || length < 0 || (count *= length) > int.MaxValue)
            {
                throw Damaged($"the shape is {shape}");
            }

            dimensions.Add(length);
        }

        if (offsets[0].ValueKind != JsonValueKind.Number || !offsets[0].TryGetInt64(out long first) || offsets[1].ValueKind != JsonValueKind.Number || !offsets[1].TryGetInt64(out long last)
            || first < 0 || last < first || last > end - start || last - first != count * known.Size)
        {
            throw Damaged(FormattableString.Invariant($"data_offsets {offsets} do not fit {count} elements of {known.Size} bytes in {end - start} bytes of data"));
        }

        return new Entry(known.Element, dimensions.ToImmutable(), start + (int)first, (int)(last - first));
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out Entry? entry)
        ? entry
        : throw new InputException("there is no such tensor", file: _path, field: name, expected: string.Join(", ", _entries.Keys.Take(8)));

    private sealed record Entry(SafetensorsElement Element, ImmutableArray<int> Shape, int Start, int Length);
}
