using System.Buffers.Binary;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Models.Tests.Pocket.Voices;

public sealed class SafetensorsFileTests
{
    [Fact]
    public void Parse_EveryFloatType_IsWidened()
    {
        SafetensorsFile file = Parse("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},"c":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]},"__metadata__":{"k":"v"}}""", 0, 0, 0x80, 0x3F, 0, 0x3C, 0, 0xC0);
        Assert.Equal(["a", "b", "c"], file.Names);
        Assert.Equal([1f], file.Floats("a"));
        Assert.Equal([1f, -2f], file.Floats("b"));
        Assert.Equal([0f, 1f], file.Floats("c"));
    }

    [Theory]
    [InlineData("[0,400]")]
    [InlineData("[4,0]")]
    [InlineData("[-4,0]")]
    [InlineData("[0,3]")]
    [InlineData("[8,12]")]
    [InlineData("[0,18446744073709551615]")]
    [InlineData("[9223372036854775803,9223372036854775807]")]
    [InlineData("[0]")]
    [InlineData("\"0,4\"")]
    public void Parse_OffsetsThatLie_AreRefusedByName(string offsets)
    {
        var error = Assert.Throws<InputException>(() => Parse($$$"""{"a":{"dtype":"F32","shape":[1],"data_offsets":{{{offsets}}}}}""", new byte[8]));
        Assert.Equal(("fake", "a"), (error.File, error.Field));
    }

    [Theory]
    [InlineData("[2]")]
    [InlineData("[-1]")]
    [InlineData("[65536,65536]")]
    [InlineData("[4294967296]")]
    [InlineData("[1.5]")]
    [InlineData("[1,1,1,1,1,1,1,1,1]")]
    public void Parse_ShapeThatLies_IsRefusedByName(string shape)
    {
        var error = Assert.Throws<InputException>(() => Parse($$$"""{"a":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,4]}}""", new byte[8]));
        Assert.Equal("a", error.Field);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1000UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x7FFF_FFFF_FFFF_FFFFUL)]
    public void Parse_HeaderLengthThatLies_IsRefused(ulong length)
    {
        byte[] file = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Assert.Throws<InputException>(() => SafetensorsFile.Parse(file, "fake"));
    }

    private static SafetensorsFile Parse(string header, params byte[] data)
    {
        byte[] file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(file, 8);
        data.CopyTo(file, 8 + header.Length);
        return SafetensorsFile.Parse(file, "fake");
    }
}
