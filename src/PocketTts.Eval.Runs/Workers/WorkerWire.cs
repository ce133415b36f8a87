using System.Buffers.Binary;
using System.Text.Json;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>
/// Messages on a pipe: 4 bytes <c>PEW1</c>, the length of the JSON and the length of the payload (32 bits each, little-endian), the JSON of a
/// <see cref="WorkerMessage"/>, the payload. The pipe is no standard stream: whatever an engine or a native library prints cannot get into it.
/// </summary>
internal static class WorkerWire
{
    private const uint Mark = 0x3157_4550;
    private const int HeaderBytes = 12;
    private const int MaximumJsonBytes = 64 << 20;
    private const int MaximumPayloadBytes = 1 << 30;

    /// <summary>Writes a message; one writer at a time.</summary>
    /// <exception cref="IOException">The other end is gone.</exception>
    public static void Write(Stream stream, WorkerMessage message, ReadOnlySpan<byte> payload = default)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(message, RunJson.Context.WorkerMessage);
        byte[] start = new byte[HeaderBytes + json.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(start, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(4), json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(8), payload.Length);
        json.CopyTo(start, HeaderBytes);
        stream.Write(start);
        if (!payload.IsEmpty)
        {
            stream.Write(payload);
        }

        stream.Flush();
    }

    /// <summary>Reads a message; waits for it.</summary>
    /// <returns>The message, or null at the end of the stream, in the middle of a message too: the other end is gone.</returns>
    /// <exception cref="InvalidDataException">What arrives is no message.</exception>
    public static WorkerFrame? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return null;
        }

        int jsonLength = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        int payloadLength = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Mark || jsonLength is < 0 or > MaximumJsonBytes || payloadLength is < 0 or > MaximumPayloadBytes)
        {
            throw new InvalidDataException("the bytes on the pipe are no message");
        }

        byte[] json = new byte[jsonLength];
        byte[] payload = payloadLength == 0 ? [] : new byte[payloadLength];
        if (stream.ReadAtLeast(json, jsonLength, throwOnEndOfStream: false) < jsonLength
            || stream.ReadAtLeast(payload, payloadLength, throwOnEndOfStream: false) < payloadLength)
        {
            return null;
        }

        try
        {
            return new WorkerFrame(JsonSerializer.Deserialize(json, RunJson.Context.WorkerMessage) ?? throw new JsonException("null"), payload);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("the JSON on the pipe is no message", problem);
        }
    }
}
