using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Numpy;

namespace PocketTts.Eval.Models.Tests.Numpy;

public sealed class NpyReaderTests
{
    private static readonly byte[] Six = [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes(i + 0.5f))];

    [Theory]
    [InlineData("(2, 3)", 1, "2 3")]
    [InlineData("(6,)", 2, "6")]
    [InlineData("(1, 6, 1)", 3, "1 6 1")]
    public void Read_GoodFile_GivesValuesAndShape(string shape, byte version, string expected)
    {
        NpyArray array = Read(NpyBytes.Write(Six, shape, version: version));
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f], array.Values);
        Assert.Equal(expected, string.Join(' ', array.Shape));
    }

    [Fact]
    public void Read_Scalar_HasOneValue() => Assert.Equal([0.5f], Read(NpyBytes.Write(Six, "()")).Values);

    [Fact]
    public void Read_BadFiles_SayWhat()
    {
        AssertFails("has the type '<f8'", NpyBytes.Write(Six, "(3,)", type: "<f8"));
        AssertFails("has the type '>f4'", NpyBytes.Write(Six, "(6,)", type: ">f4"));
        AssertFails("Fortran order", NpyBytes.Write(Six, "(2, 3)", fortranOrder: "True"));
        AssertFails("has no shape", NpyBytes.Write(Six, "6"));
        AssertFails("ends early: 4 bytes are missing", NpyBytes.Write(Six, "(7,)"));
        AssertFails("at most 67108864 elements", NpyBytes.Write(Six, "(8193, 8192)"));
        AssertFails("has the shape (-1)", NpyBytes.Write(Six, "(-1)"));
        AssertFails("has version 9", NpyBytes.Write(Six, "(6,)", version: 9));
        AssertFails("is no NumPy array", "PK\u0003\u0004 and more"u8.ToArray());
        AssertFails("ends early: 8 bytes are missing", [0x93, (byte)'N']);
        AssertFails("NumPy header: has 1073741824 bytes", [0x93, .. "NUMPY"u8, 2, 0, 0, 0, 0, 0x40]);
    }

    [Fact]
    public void Open_NoArchive_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("voices.npz", "this is no archive");
        Assert.False(NpzArchive.IsZip(path));
        InputException e = Assert.Throws<InputException>(() => NpzArchive.Open(path));
        Assert.Contains("cannot be read as a NumPy archive", e.Message, StringComparison.Ordinal);
    }

    private static NpyArray Read(byte[] content) => NpyReader.Read(new MemoryStream(content), "x.npy");

    private static void AssertFails(string expected, byte[] content)
    {
        InputException e = Assert.Throws<InputException>(() => Read(content));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("x.npy: ", e.Message, StringComparison.Ordinal);
    }
}
