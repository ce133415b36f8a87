using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>
/// An ONNX model (onnx.proto3) whose nodes can be looked at and changed in memory. Weights should be references by then: everything
/// in the file is copied. Field numbers: ModelProto.graph = 7; GraphProto.node = 1, initializer = 5, input = 11, output = 12, value_info = 13.
/// </summary>
internal sealed class GraphDocument
{
    private const int GraphField = 7;
    private const int NodeField = 1;
    private const int InitializerField = 5;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;

    private readonly byte[] _model;
    private readonly byte[] _rest;

    private GraphDocument(byte[] model, byte[] rest, List<GraphNode> nodes, List<GraphValue> inputs, List<GraphValue> outputs, List<GraphInitializer> initializers, byte[] valueInfo)
    {
        _model = model;
        _rest = rest;
        Nodes = nodes;
        Inputs = inputs;
        Outputs = outputs;
        Initializers = initializers;
        ValueInfo = valueInfo;
    }

    /// <summary>Operators, each after those whose results it reads.</summary>
    public List<GraphNode> Nodes { get; }

    /// <summary>Declared inputs.</summary>
    public List<GraphValue> Inputs { get; }

    /// <summary>Declared outputs.</summary>
    public List<GraphValue> Outputs { get; }

    /// <summary>Weights and constants that are no nodes; what they hold stays as it is.</summary>
    public IReadOnlyList<GraphInitializer> Initializers { get; }

    /// <summary>Inferred shapes in between, encoded; they must go when a shape changes.</summary>
    public byte[] ValueInfo { get; set; }

    /// <summary>True when a node holds graphs of its own: who reads what is not seen then.</summary>
    public bool HasSubgraph => Nodes.Any(n => n.HasSubgraph);

    /// <summary>Reads a model.</summary>
    /// <param name="model">Bytes of the model.</param>
    /// <returns>The document.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static GraphDocument Read(byte[] model)
    {
        var walker = new ProtobufWalker(model);
        while (walker.Next())
        {
            if (walker.Field == GraphField && walker.IsBytes)
            {
                return ReadGraph(model, walker.Bytes);
            }
        }

        throw new InvalidDataException("the file holds no ONNX graph");
    }

    /// <summary>Nodes that read each name.</summary>
    /// <returns>Readers by name.</returns>
    public ILookup<string, GraphNode> Readers() =>
        Nodes.SelectMany(n => n.Inputs.Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).Select(i => (Name: i, Node: n))).ToLookup(p => p.Name, p => p.Node, StringComparer.Ordinal);

    /// <summary>The model as it is now.</summary>
    /// <returns>Bytes of the model.</returns>
    public byte[] ToArray()
    {
        var graph = new ProtobufOutput(_model.Length + (1 << 16));
        foreach (GraphNode node in Nodes)
        {
            graph.Field(NodeField, node.Encode());
        }

        graph.Raw(_rest);
        Inputs.ForEach(value => graph.Field(InputField, value.Encode()));
        Outputs.ForEach(value => graph.Field(OutputField, value.Encode()));
        graph.Raw(ValueInfo);
        byte[] content = graph.ToArray();
        var output = new ProtobufOutput(content.Length + 1024);
        var walker = new ProtobufWalker(_model);
        while (walker.Next())
        {
            if (walker.Field == GraphField && walker.IsBytes)
            {
                output.Field(GraphField, content);
            }
            else
            {
                output.Raw(_model.AsSpan(walker.Start..walker.End));
            }
        }

        return output.ToArray();
    }

    private static GraphDocument ReadGraph(byte[] model, ReadOnlySpan<byte> graph)
    {
        var nodes = new List<GraphNode>();
        var inputs = new List<GraphValue>();
        var outputs = new List<GraphValue>();
        var initializers = new List<GraphInitializer>();
        var rest = new ProtobufOutput(graph.Length);
        var valueInfo = new ProtobufOutput(1024);
        var walker = new ProtobufWalker(graph);
        while (walker.Next())
        {
            switch (walker.Field)
            {
                case NodeField:
                    nodes.Add(GraphNode.Read(walker.Bytes));
                    break;
                case InputField:
                    inputs.Add(GraphValue.Read(walker.Bytes));
                    break;
                case OutputField:
                    outputs.Add(GraphValue.Read(walker.Bytes));
                    break;
                case ValueInfoField:
                    valueInfo.Raw(graph[walker.Start..walker.End]);
                    break;
                case InitializerField:
                    initializers.Add(GraphInitializer.Read(walker.Bytes));
                    goto default;
                default:
                    rest.Raw(graph[walker.Start..walker.End]);
                    break;
            }
        }

        return new GraphDocument(model, rest.ToArray(), nodes, inputs, outputs, initializers, valueInfo.ToArray());
    }
}
