using System.Collections.Immutable;
using System.Text;

namespace PocketTts.Eval.Models.Onnx;

/// <summary>
/// Reads operator types, external files and weight types from an ONNX file, seeking over the weights.
/// Field numbers: onnx.proto3 of the ONNX project.
/// </summary>
internal sealed class OnnxFactsReader
{
    // protobuf's own parsers stop at this depth too; a hostile file must not exhaust the stack
    private const int MaximumDepth = 100;
    private const int LongestName = 4096;
    private const int Float16 = 10;
    private const int BFloat16 = 16;

    private readonly Stream _stream;
    private readonly ImmutableSortedSet<string>.Builder _operators = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
    private readonly ImmutableSortedSet<string>.Builder _externalFiles = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
    private bool _hasGraph;
    private bool _hasFloat16;

    private OnnxFactsReader(Stream stream) => _stream = stream;

    /// <summary>Reads the facts.</summary>
    /// <param name="stream">A seekable stream over the whole file.</param>
    /// <exception cref="InvalidDataException">The stream is no ONNX model, or ends early.</exception>
    public static OnnxFacts Read(Stream stream)
    {
        var reader = new OnnxFactsReader(stream);
        reader.ReadMessage(stream.Length, 0, reader.ReadModelField);
        return reader._hasGraph
            ? new OnnxFacts(reader._operators.ToImmutable(), reader._externalFiles.ToImmutable(), reader._hasFloat16)
            : throw new InvalidDataException("it holds no graph");
    }

    private bool ReadModelField(int field, long end, int depth)
    {
        switch (field)
        {
            case 7: // graph
                _hasGraph = true;
                ReadMessage(end, depth, ReadGraphField);
                return true;
            case 25: // functions; their field 7 is node
                ReadMessage(end, depth, (f, e, d) => f == 7 && Descend(e, d, ReadNodeField));
                return true;
            default:
                return false;
        }
    }

    private bool ReadGraphField(int field, long end, int depth) => field switch
    {
        1 => Descend(end, depth, ReadNodeField),
        5 => ReadTensor(end, depth), // initializer
        15 => Descend(end, depth, (f, e, d) => f is 1 or 2 && ReadTensor(e, d)), // sparse_initializer: values, indices
        _ => false,
    };

    private bool ReadNodeField(int field, long end, int depth)
    {
        if (field == 4)
        {
            _operators.Add(ReadText(end));
            return true;
        }

        return field == 5 && Descend(end, depth, ReadAttributeField);
    }

    private bool ReadAttributeField(int field, long end, int depth) => field switch
    {
        5 or 10 => ReadTensor(end, depth),
        6 or 11 => Descend(end, depth, ReadGraphField),
        _ => false,
    };

    private bool ReadTensorField(int field, long end, int depth)
    {
        if (field != 13) // external_data: key and value
        {
            return false;
        }

        string? key = null;
        string? value = null;
        ReadMessage(end, depth, (f, e, _) =>
        {
            if (f == 1)
            {
                key = ReadText(e);
            }
            else if (f == 2)
            {
                value = ReadText(e);
            }

            return f is 1 or 2;
        });
        if (key == "location" && value is not null)
        {
            _externalFiles.Add(value);
        }

        return true;
    }

    private bool Descend(long end, int depth, Func<int, long, int, bool> onField)
    {
        ReadMessage(end, depth, onField);
        return true;
    }

    private bool ReadTensor(long end, int depth)
    {
        ReadMessage(end, depth, ReadTensorField, isTensor: true);
        return true;
    }

    // onField gets (number, end of its bytes, depth) of each length-delimited field and says whether it has read it to its end
    private void ReadMessage(long end, int depth, Func<int, long, int, bool> onField, bool isTensor = false)
    {
        if (depth > MaximumDepth)
        {
            throw new InvalidDataException("its messages are nested too deeply");
        }

        while (_stream.Position < end)
        {
            ulong tag = ReadVarint();
            int field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    ulong value = ReadVarint();
                    _hasFloat16 |= isTensor && field == 2 && value is Float16 or BFloat16;
                    break;
                case 1:
                    Skip(8, end);
                    break;
                case 5:
                    Skip(4, end);
                    break;
                case 2:
                    ulong length = ReadVarint();
                    long fieldEnd = _stream.Position + (long)Math.Min(length, long.MaxValue / 2);
                    if (fieldEnd > end)
                    {
                        throw new InvalidDataException(FormattableString.Invariant($"it ends early: {fieldEnd - end} bytes are missing"));
                    }

                    if (!onField(field, fieldEnd, depth + 1))
                    {
                        _stream.Position = fieldEnd;
                    }

                    break;
                default:
                    throw new InvalidDataException("it is not in protobuf form");
            }

            if (field == 0)
            {
                throw new InvalidDataException("it is not in protobuf form");
            }
        }
    }

    private void Skip(int count, long end)
    {
        if (_stream.Position + count > end)
        {
            throw new InvalidDataException("it ends early");
        }

        _stream.Position += count;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            int b = _stream.ReadByte();
            if (b < 0)
            {
                throw new InvalidDataException("it ends early");
            }

            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("it is not in protobuf form");
    }

    private string ReadText(long end)
    {
        long length = end - _stream.Position;
        if (length > LongestName)
        {
            throw new InvalidDataException("it has a name that is too long");
        }

        byte[] bytes = new byte[length];
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
