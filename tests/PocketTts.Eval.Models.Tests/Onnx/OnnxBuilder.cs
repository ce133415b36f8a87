using Google.Protobuf;

namespace PocketTts.Eval.Models.Tests.Onnx;

/// <summary>Writes tiny ONNX files by hand, so that graphs of every kind can be tested without weights.</summary>
internal sealed class OnnxBuilder
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;
    public const int Float16 = 10;

    private readonly List<(int Field, byte[] Bytes)> _graph = [];

    public int OpsetVersion { get; init; } = 17;

    public OnnxBuilder Input(string name, int type, params long[] shape) => Add(11, ValueInfo(name, type, shape));

    public OnnxBuilder Output(string name, int type, params long[] shape) => Add(12, ValueInfo(name, type, shape));

    /// <summary>Adds a node; attributes are whole numbers or lists of them.</summary>
    public OnnxBuilder Node(string type, string[] inputs, string output, params (string Name, long[] Values, bool IsList)[] attributes) =>
        Node(type, inputs, [output], attributes);

    /// <summary>Adds a node with several outputs.</summary>
    public OnnxBuilder Node(string type, string[] inputs, string[] outputs, params (string Name, long[] Values, bool IsList)[] attributes) => Add(1, Message(w =>
    {
        foreach (string input in inputs)
        {
            Text(w, 1, input);
        }

        foreach (string output in outputs)
        {
            Text(w, 2, output);
        }

        Text(w, 4, type);
        foreach ((string name, long[] values, bool isList) in attributes)
        {
            Bytes(w, 5, Message(a =>
            {
                Text(a, 1, name);
                foreach (long value in values)
                {
                    Number(a, isList ? 8 : 3, value);
                }

                Number(a, 20, isList ? 7 : 2);
            }));
        }
    }));

    /// <summary>Adds a Constant node that holds one whole number without dimensions.</summary>
    public OnnxBuilder Constant(string output, long value) => Constant(output, [], value);

    /// <summary>Adds a Constant node of whole numbers.</summary>
    public OnnxBuilder Constant(string output, long[] shape, params long[] values) => Add(1, Message(w =>
    {
        Text(w, 2, output);
        Text(w, 4, "Constant");
        Bytes(w, 5, Message(a =>
        {
            Text(a, 1, "value");
            Bytes(a, 5, Message(t =>
            {
                Dimensions(t, shape);
                Number(t, 2, Int64);
                Bytes(t, 9, [.. values.SelectMany(BitConverter.GetBytes)]);
            }));
            Number(a, 20, 4);
        }));
    }));

    /// <summary>Adds an If node; the branches see this graph's values and give as many outputs as there are names.</summary>
    public OnnxBuilder If(string condition, string[] outputs, OnnxBuilder whenTrue, OnnxBuilder whenFalse) => Add(1, Message(w =>
    {
        Text(w, 1, condition);
        foreach (string output in outputs)
        {
            Text(w, 2, output);
        }

        Text(w, 4, "If");
        foreach ((string name, OnnxBuilder branch) in new[] { ("then_branch", whenTrue), ("else_branch", whenFalse) })
        {
            Bytes(w, 5, Message(a =>
            {
                Text(a, 1, name);
                Bytes(a, 6, branch.BuildGraph());
                Number(a, 20, 5);
            }));
        }
    }));

    public OnnxBuilder Floats(string name, long[] shape, params float[] values) =>
        Tensor(name, Float, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    public OnnxBuilder Longs(string name, long[] shape, params long[] values) =>
        Tensor(name, Int64, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    public OnnxBuilder Tensor(string name, int type, long[] shape, byte[] raw) => Add(5, Message(w =>
    {
        Dimensions(w, shape);
        Number(w, 2, type);
        Text(w, 8, name);
        Bytes(w, 9, raw);
    }));

    public OnnxBuilder ExternalFloats(string name, long[] shape, string location) => Add(5, Message(w =>
    {
        Dimensions(w, shape);
        Number(w, 2, Float);
        Text(w, 8, name);
        Bytes(w, 13, Message(e =>
        {
            Text(e, 1, "location");
            Text(e, 2, location);
        }));
        Number(w, 14, 1);
    }));

    public byte[] Build() => Message(w =>
    {
        Number(w, 1, 8);
        Bytes(w, 7, BuildGraph());
        Bytes(w, 8, Message(o =>
        {
            Text(o, 1, "");
            Number(o, 2, OpsetVersion);
        }));
    });

    private byte[] BuildGraph() => Message(g =>
    {
        Text(g, 2, "fake");
        foreach ((int field, byte[] bytes) in _graph)
        {
            Bytes(g, field, bytes);
        }
    });

    private OnnxBuilder Add(int field, byte[] bytes)
    {
        _graph.Add((field, bytes));
        return this;
    }

    private static byte[] ValueInfo(string name, int type, long[] shape) => Message(w =>
    {
        Text(w, 1, name);
        Bytes(w, 2, Message(t => Bytes(t, 1, Message(tensor =>
        {
            Number(tensor, 1, type);
            Bytes(tensor, 2, Message(s =>
            {
                for (int i = 0; i < shape.Length; i++)
                {
                    long size = shape[i];
                    string symbol = $"{name}_{i}";
                    Bytes(s, 1, Message(d =>
                    {
                        if (size < 0)
                        {
                            Text(d, 2, symbol);
                        }
                        else
                        {
                            Number(d, 1, size);
                        }
                    }));
                }
            }));
        }))));
    });

    private static void Dimensions(CodedOutputStream w, long[] shape)
    {
        foreach (long size in shape)
        {
            Number(w, 1, size);
        }
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static void Text(CodedOutputStream w, int field, string value)
    {
        w.WriteTag(field, WireFormat.WireType.LengthDelimited);
        w.WriteString(value);
    }

    private static void Bytes(CodedOutputStream w, int field, byte[] value)
    {
        w.WriteTag(field, WireFormat.WireType.LengthDelimited);
        w.WriteBytes(ByteString.CopyFrom(value));
    }

    private static void Number(CodedOutputStream w, int field, long value)
    {
        w.WriteTag(field, WireFormat.WireType.Varint);
        w.WriteInt64(value);
    }
}
