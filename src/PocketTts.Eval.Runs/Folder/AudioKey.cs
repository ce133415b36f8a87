using System.Buffers;
using System.Buffers.Binary;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>The SHA-256 of a sound in a fifth of the room of its written form.</summary>
internal readonly record struct AudioKey(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    private const int Bytes = 32;

    /// <summary>Reads the written form: 64 lower-case hexadecimal digits.</summary>
    /// <returns>False when it is something else.</returns>
    public static bool TryParse(string text, out AudioKey key)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        key = default;
        if (text.Length != 2 * Bytes || text.AsSpan().ContainsAnyInRange('A', 'F') || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        key = new AudioKey(Word(bytes, 0), Word(bytes, 1), Word(bytes, 2), Word(bytes, 3));
        return true;
    }

    /// <summary>A hash is random enough as it is.</summary>
    public override int GetHashCode() => (int)First;

    /// <summary>The written form.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], Third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], Fourth);
        return Convert.ToHexStringLower(bytes);
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt64BigEndian(bytes[(8 * index)..]);
}
