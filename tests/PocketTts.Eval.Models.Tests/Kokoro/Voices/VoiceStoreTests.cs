using System.IO.Compression;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Kokoro.Voices;
using PocketTts.Eval.Models.Tests.Numpy;

namespace PocketTts.Eval.Models.Tests.Kokoro.Voices;

public sealed class VoiceStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Load_RawNpyAndNpz_AllGiveTheirRows()
    {
        _folder.Write("voices/af_raw.bin", KokoroFixture.Voice(1));
        _folder.Write("voices/af_old.bin", KokoroFixture.Voice(2, 511));
        _folder.Write("voices/af_npy.npy", NpyBytes.Write(KokoroFixture.Voice(3), "(510, 1, 256)"));
        _folder.Write("voices-v1.0.bin", Archive(("af_npz", KokoroFixture.Voice(4)), ("af_raw", KokoroFixture.Voice(9))));
        VoiceStore store = VoiceStore.Scan([_folder.Path]);

        Assert.Equal(["af_npy", "af_npz", "af_old", "af_raw"], store.Names);
        AssertVoice(store, "af_raw", 1, 510, "af_raw.bin"); // the file in voices/ comes first
        AssertVoice(store, "af_old", 2, 511, "af_old.bin");
        AssertVoice(store, "af_npy", 3, 510, "af_npy.npy");
        AssertVoice(store, "af_npz", 4, 510, "voices-v1.0.bin");
        AssertVoice(store, Path.Combine(_folder.Path, "voices", "af_old.bin"), 2, 511, "af_old.bin");
    }

    [Fact]
    public void Load_MissingVoice_OffersTheNearest()
    {
        _folder.Write("voices/af_heart.bin", KokoroFixture.Voice(1));
        InputException e = Assert.Throws<InputException>(() => Load(VoiceStore.Scan([_folder.Path]), "af_hart"));
        Assert.StartsWith("voice: no voice 'af_hart'; expected ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("did you mean 'af_heart'?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoVoicesAtAll_SaysSo()
    {
        InputException e = Assert.Throws<InputException>(() => Load(VoiceStore.Scan([_folder.Path]), "af_heart"));
        Assert.Contains("there are no voices", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TruncatedPublishedVoice_NamesSizeAndHash()
    {
        _folder.Write("voices/af_heart.bin", KokoroFixture.Voice(1)[..100_000]);
        InputException e = Assert.Throws<InputException>(() => Load(VoiceStore.Scan([_folder.Path]), "af_heart"));
        Assert.Contains("has 100000 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("522240 bytes, sha256 d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Load_ValuesThatAreNotNumbers_AreRefused(float value)
    {
        byte[] voice = KokoroFixture.Voice(1);
        BitConverter.TryWriteBytes(voice.AsSpan(400_000), value);
        _folder.Write("voices/x.bin", voice);
        InputException e = Assert.Throws<InputException>(() => Load(VoiceStore.Scan([_folder.Path]), "x"));
        Assert.Contains("not finite", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BlendOfTwoVersions_IsRefused()
    {
        _folder.Write("voices/a.bin", KokoroFixture.Voice(1));
        _folder.Write("voices/b.bin", KokoroFixture.Voice(1, 511));
        InputException e = Assert.Throws<InputException>(() => Load(VoiceStore.Scan([_folder.Path]), "a+b"));
        Assert.Contains("'a' has 510 rows and 'b' has 511", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Blend_IsTheWeightedMeanWithFilesOfBoth()
    {
        _folder.Write("voices/a.bin", KokoroFixture.Voice(1));
        _folder.Write("voices/b.bin", KokoroFixture.Voice(2));
        KokoroVoicePack pack = Load(VoiceStore.Scan([_folder.Path]), "a:0.2+b:0.6");
        Assert.Equal(KokoroFixture.RowValue(1.75f, 77), pack.Row(77)[255], 1e-6f);
        Assert.Equal(["a.bin", "b.bin"], pack.Files.Select(f => f.Name));
        Assert.Equal("a:0.25+b:0.75", pack.Name);
    }

    [Theory]
    [InlineData("a", "a=1")]
    [InlineData("a:2", "a=1")]
    [InlineData("a+b", "a=0.5 b=0.5")]
    [InlineData("a:3 + b", "a=0.75 b=0.25")]
    [InlineData("a:1+b:0", "a=1")]
    [InlineData(@"C:\v\x.bin:1+b:3", @"C:\v\x.bin=0.25 b=0.75")]
    public void Parse_Blend_NormalizesWeights(string text, string expected)
    {
        VoiceBlend? blend = VoiceBlend.Parse(text, out string? problem);
        Assert.Null(problem);
        Assert.Equal(expected, string.Join(' ', blend!.Parts.Select(p => FormattableString.Invariant($"{p.Name}={p.Weight}"))));
    }

    [Theory]
    [InlineData("a:x", "has no weight from 0 to 1000000")]
    [InlineData("a:-1", "has no weight from 0 to 1000000")]
    [InlineData("a:1000001", "has no weight from 0 to 1000000")]
    [InlineData("a:0", "add up to nothing")]
    [InlineData("a+", "without a voice")]
    [InlineData("a+a", "twice")]
    public void Parse_BadBlend_SaysWhy(string text, string expected)
    {
        Assert.Null(VoiceBlend.Parse(text, out string? problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static KokoroVoicePack Load(VoiceStore store, string blend) => store.Load(VoiceBlend.Parse(blend, out _)!, TestContext.Current.CancellationToken);

    private static void AssertVoice(VoiceStore store, string name, float voiceBase, int rows, string file)
    {
        KokoroVoicePack pack = Load(store, name);
        Assert.Equal(rows, pack.RowCount);
        Assert.Equal(KokoroFixture.RowValue(voiceBase, 0), pack.Row(0)[0]);
        Assert.Equal(KokoroFixture.RowValue(voiceBase, rows - 1), pack.Row(rows - 1)[255]);
        Assert.Equal([file], pack.Files.Select(f => f.Name));
    }

    private static byte[] Archive(params (string Name, byte[] Values)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] values) in members)
            {
                using Stream entry = zip.CreateEntry(name + ".npy", CompressionLevel.NoCompression).Open();
                entry.Write(NpyBytes.Write(values, "(510, 1, 256)"));
            }
        }

        return stream.ToArray();
    }
}
