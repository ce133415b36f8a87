using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Numpy;

/// <summary>
/// Reads float32 arrays in NumPy's .npy form: magic, version, header length, a Python dictionary as text, data.
/// Form: numpy.lib.format, versions 1.0 to 3.0. Only little-endian float32 in C order is taken; nothing is converted.
/// </summary>
public static partial class NpyReader
{
    private const int LongestHeader = 64 * 1024;

    /// <summary>Largest array that is read, in elements (256 MiB).</summary>
    public const int MaximumLength = 1 << 26;

    /// <summary>Reads a .npy file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InputException">The file is missing, broken, or holds another type or order.</exception>
    public static NpyArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }

    /// <summary>Reads an array from a stream that may hold more behind it.</summary>
    /// <param name="stream">A readable stream at the start of the array.</param>
    /// <param name="name">Name for messages, e.g. the path.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InputException">The content is broken, or holds another type or order.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> start = stackalloc byte[12];
        Fill(stream, start[..10], name);
        if (!start.StartsWith(Magic))
        {
            throw new InputException("is no NumPy array", name, expected: "the magic bytes 93 4E 55 4D 50 59 at its start");
        }

        int version = start[6];
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (version is 2 or 3)
        {
            Fill(stream, start[10..], name);
            headerLength = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(start[8..]), int.MaxValue);
        }
        else if (version != 1)
        {
            throw new InputException(FormattableString.Invariant($"has version {version}"), name, field: "NumPy header", expected: "1, 2 or 3");
        }

        if (headerLength > LongestHeader)
        {
            throw new InputException(FormattableString.Invariant($"has {headerLength} bytes"), name, field: "NumPy header", expected: FormattableString.Invariant($"at most {LongestHeader}"));
        }

        byte[] headerBytes = new byte[headerLength];
        Fill(stream, headerBytes, name);
        ImmutableArray<int> shape = ParseHeader(Encoding.UTF8.GetString(headerBytes).TrimEnd('\0', ' ', '\n'), name, out int length);
        float[] values = GC.AllocateUninitializedArray<float>(length);
        Fill(stream, MemoryMarshal.AsBytes(values.AsSpan()), name);
        return new NpyArray(values, shape);
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static ImmutableArray<int> ParseHeader(string header, string name, out int length)
    {
        Match type = TypePattern().Match(header);
        if (!type.Success || type.Groups[1].Value is not "<f4")
        {
            throw new InputException($"has the type '{(type.Success ? type.Groups[1].Value : header)}'", name, field: "NumPy header", expected: "little-endian float32 ('<f4')", remedy: "convert it with array.astype('<f4')");
        }

        Match order = OrderPattern().Match(header);
        if (!order.Success || order.Groups[1].Value != "False")
        {
            throw new InputException("is in Fortran order", name, field: "NumPy header", expected: "C order", remedy: "convert it with numpy.ascontiguousarray");
        }

        Match dimensions = ShapePattern().Match(header);
        if (!dimensions.Success)
        {
            throw new InputException("has no shape", name, field: "NumPy header", expected: "'shape': (…)");
        }

        var shape = ImmutableArray.CreateBuilder<int>();
        long product = 1;
        foreach (string part in dimensions.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || (product *= size) > MaximumLength)
            {
                throw new InputException($"has the shape ({dimensions.Groups[1].Value})", name, field: "NumPy header", expected: FormattableString.Invariant($"at most {MaximumLength} elements"));
            }

            shape.Add(size);
        }

        length = (int)product;
        return shape.ToImmutable();
    }

    private static void Fill(Stream stream, Span<byte> target, string name)
    {
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
        {
            throw new InputException(FormattableString.Invariant($"ends early: {target.Length - read} bytes are missing"), name, expected: "a whole NumPy array", remedy: "download it again");
        }
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();
}
