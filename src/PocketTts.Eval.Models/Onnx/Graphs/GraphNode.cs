using System.Text;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>
/// One operator of an ONNX graph (NodeProto of onnx.proto3: input = 1, output = 2, op_type = 4, attribute = 5). Names can be
/// replaced; everything else is kept as it was read.
/// </summary>
internal sealed class GraphNode
{
    private readonly byte[] _rest;

    private GraphNode(string operation, List<string> inputs, List<string> outputs, byte[] rest)
    {
        Operation = operation;
        Inputs = inputs;
        Outputs = outputs;
        _rest = rest;
    }

    /// <summary>Type of the operator.</summary>
    public string Operation { get; }

    /// <summary>Names it reads; empty ones are inputs left out.</summary>
    public List<string> Inputs { get; }

    /// <summary>Names it writes.</summary>
    public List<string> Outputs { get; }

    /// <summary>True when it holds graphs of its own, which may read any name.</summary>
    public bool HasSubgraph { get; private init; }

    /// <summary>True when it has attributes.</summary>
    public bool HasAttributes { get; private init; }

    /// <summary>Attribute <c>axis</c>, 0 where there is none.</summary>
    public long Axis { get; private init; }

    /// <summary>Value of a Constant (TensorProto), or null.</summary>
    public GraphConstant? Constant { get; private init; }

    /// <summary>Reads a node.</summary>
    /// <param name="message">NodeProto.</param>
    /// <returns>The node.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static GraphNode Read(ReadOnlySpan<byte> message)
    {
        string operation = string.Empty;
        var inputs = new List<string>();
        var outputs = new List<string>();
        bool hasSubgraph = false;
        bool hasAttributes = false;
        long axis = 0;
        GraphConstant? constant = null;
        var rest = new ProtobufOutput(message.Length);
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            switch (walker.Field)
            {
                case 1:
                    inputs.Add(Encoding.UTF8.GetString(walker.Bytes));
                    continue;
                case 2:
                    outputs.Add(Encoding.UTF8.GetString(walker.Bytes));
                    continue;
                case 4:
                    operation = Encoding.UTF8.GetString(walker.Bytes);
                    break;
                case 5:
                    hasAttributes = true;
                    ReadAttribute(walker.Bytes, ref hasSubgraph, ref axis, ref constant);
                    break;
            }

            rest.Raw(message[walker.Start..walker.End]);
        }

        return new GraphNode(operation, inputs, outputs, rest.ToArray()) { HasSubgraph = hasSubgraph, HasAttributes = hasAttributes, Axis = axis, Constant = constant };
    }

    /// <summary>Makes a Concat along the first axis.</summary>
    /// <param name="first">First input.</param>
    /// <param name="second">Second input.</param>
    /// <param name="output">Output; also the node's name.</param>
    /// <returns>The node.</returns>
    public static GraphNode Concat(string first, string second, string output)
    {
        // AttributeProto: name = 1, i = 3, type = 20 of INT = 2
        var axis = new ProtobufOutput(16);
        axis.Field(1, "axis");
        axis.Number(3, 0);
        axis.Number(20, 2);
        var rest = new ProtobufOutput(64);
        rest.Field(3, output);
        rest.Field(4, "Concat");
        rest.Field(5, axis.ToArray());
        return new GraphNode("Concat", [first, second], [output], rest.ToArray()) { HasAttributes = true };
    }

    /// <summary>Makes a node without attributes.</summary>
    /// <param name="operation">Type of the operator.</param>
    /// <param name="inputs">Names it reads.</param>
    /// <param name="output">Name it writes; also the node's name.</param>
    /// <returns>The node.</returns>
    public static GraphNode Of(string operation, IEnumerable<string> inputs, string output)
    {
        var rest = new ProtobufOutput(64);
        rest.Field(3, output);
        rest.Field(4, operation);
        return new GraphNode(operation, [.. inputs], [output], rest.ToArray());
    }

    /// <summary>Makes a Constant of one whole number in a row.</summary>
    /// <param name="value">The number.</param>
    /// <param name="output">Name it writes.</param>
    /// <returns>The node.</returns>
    public static GraphNode Number(long value, string output) => Of("Constant", [], output).WithConstant(new GraphConstant([1], [value]));

    /// <summary>Makes a Constant with another value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="output">Output, or null for the same.</param>
    /// <returns>The node.</returns>
    public GraphNode WithConstant(GraphConstant value, string? output = null)
    {
        // AttributeProto: name = 1, t = 5, type = 20 of TENSOR = 4
        var attribute = new ProtobufOutput(64);
        attribute.Field(1, "value");
        attribute.Field(5, value.Encode());
        attribute.Number(20, 4);
        var rest = new ProtobufOutput(64);
        rest.Field(4, Operation);
        rest.Field(5, attribute.ToArray());
        return new GraphNode(Operation, Inputs, output is null ? Outputs : [output], rest.ToArray()) { HasAttributes = true, Constant = value };
    }

    /// <summary>The node as a message.</summary>
    /// <returns>NodeProto.</returns>
    public byte[] Encode()
    {
        var output = new ProtobufOutput(_rest.Length + 256);
        Inputs.ForEach(name => output.Field(1, name));
        Outputs.ForEach(name => output.Field(2, name));
        output.Raw(_rest);
        return output.ToArray();
    }

    // AttributeProto: name = 1, i = 3, t = 5, g = 6, graphs = 11
    private static void ReadAttribute(ReadOnlySpan<byte> message, ref bool hasSubgraph, ref long axis, ref GraphConstant? constant)
    {
        bool isValue = false;
        bool isAxis = false;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            hasSubgraph |= walker.Field is 6 or 11;
            isValue |= walker.Field == 1 && walker.IsBytes && walker.Bytes.SequenceEqual("value"u8);
            isAxis |= walker.Field == 1 && walker.IsBytes && walker.Bytes.SequenceEqual("axis"u8);
            axis = walker.Field == 3 && !walker.IsBytes && isAxis ? (long)walker.Number : axis;
            constant = walker.Field == 5 && walker.IsBytes && isValue ? GraphConstant.Read(walker.Bytes) : constant;
        }
    }
}
