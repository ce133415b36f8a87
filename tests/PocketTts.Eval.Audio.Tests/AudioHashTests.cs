namespace PocketTts.Eval.Audio.Tests;

public sealed class AudioHashTests
{
    // FIPS 180-2, appendix B.1
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Sha256_Bytes_IsLowerCaseHex() => Assert.Equal(OfAbc, AudioHash.Sha256("abc"u8));

    [Fact]
    public void Sha256_Stream_EqualsBytes() => Assert.Equal(OfAbc, AudioHash.Sha256(new MemoryStream("abc"u8.ToArray())));
}
