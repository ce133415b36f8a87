using System.Globalization;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>
/// Makes weights inside a model references to their place in its file, so that ONNX Runtime maps them instead of holding several copies while it
/// loads, and so that the rest is small enough to be changed in memory. Field numbers: onnx.proto3 of the ONNX project.
/// </summary>
internal static class WeightReferences
{
    private const int GraphField = 7;
    private const int InitializerField = 5;

    // shape inference reads small tensors, and a page is the least that can be mapped
    private const int SmallestReference = 1 << 16;

    /// <summary>Replaces the weights of the outermost graph.</summary>
    /// <param name="model">Bytes of the .onnx file.</param>
    /// <param name="fileName">Name of that file.</param>
    /// <returns>The model without them.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> model, string fileName)
    {
        bool hasGraph = false;
        var output = new ProtobufOutput(1 << 20);
        var walker = new ProtobufWalker(model);
        while (walker.Next())
        {
            if (walker.Field == GraphField && walker.IsBytes)
            {
                hasGraph = true;
                output.Field(GraphField, ReferInGraph(walker.Bytes, fileName, walker.Range.Start.Value));
            }
            else
            {
                output.Raw(model[walker.Start..walker.End]);
            }
        }

        return hasGraph ? output.ToArray() : throw new InvalidDataException("the file holds no ONNX graph");
    }

    private static byte[] ReferInGraph(ReadOnlySpan<byte> graph, string fileName, int offset)
    {
        var output = new ProtobufOutput(1 << 20);
        var walker = new ProtobufWalker(graph);
        while (walker.Next())
        {
            if (walker.Field == InitializerField && walker.IsBytes && walker.Bytes.Length > SmallestReference)
            {
                output.Field(InitializerField, Refer(walker.Bytes, fileName, offset + walker.Range.Start.Value));
            }
            else
            {
                output.Raw(graph[walker.Start..walker.End]);
            }
        }

        return output.ToArray();
    }

    // TensorProto: raw_data = 9 becomes external_data = 13 (pairs of key = 1 and value = 2) with data_location = 14 of EXTERNAL = 1
    private static byte[] Refer(ReadOnlySpan<byte> tensor, string fileName, int offset)
    {
        var output = new ProtobufOutput(256);
        var walker = new ProtobufWalker(tensor);
        while (walker.Next())
        {
            if (walker.Field != 9 || !walker.IsBytes)
            {
                output.Raw(tensor[walker.Start..walker.End]);
                continue;
            }

            output.Pair(13, "location", fileName);
            output.Pair(13, "offset", (offset + walker.Range.Start.Value).ToString(CultureInfo.InvariantCulture));
            output.Pair(13, "length", walker.Bytes.Length.ToString(CultureInfo.InvariantCulture));
            output.Number(14, 1);
        }

        return output.ToArray();
    }
}
