using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Files;

public sealed class FileFingerprintTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Compute_KnownContent_GivesItsHash()
    {
        ModelFile file = FileFingerprint.Compute(_folder.Write("abc.bin", "abc"));
        Assert.Equal(new ModelFile("abc.bin", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), file);
    }

    [Fact]
    public void Compute_ChangedFile_IsReadAgain()
    {
        string path = _folder.Write("x", "abc");
        string before = FileFingerprint.Compute(path).Sha256;
        File.WriteAllText(path, "abd");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.NotEqual(before, FileFingerprint.Compute(path).Sha256);
    }

    [Fact]
    public void Compute_UnchangedFile_IsReadOnce()
    {
        string path = _folder.Write("x", "abc");
        Assert.Same(FileFingerprint.Compute(path), FileFingerprint.Compute(path));
    }

    [Fact]
    public void Compute_GitLfsPointer_IsRecognized()
    {
        string path = _folder.Write("m.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:ba78\nsize 92361271\n");
        InputException e = Assert.Throws<InputException>(() => FileFingerprint.Compute(path));
        Assert.Contains("is a Git LFS pointer of 73 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_Missing_SaysSo() =>
        Assert.EndsWith("no such file", Assert.Throws<InputException>(() => FileFingerprint.Compute(Path.Combine(_folder.Path, "x"))).Message, StringComparison.Ordinal);

    [Fact]
    public void DescribeDifference_TruncatedModel_NamesThePublishedOne()
    {
        Assert.Equal(
            "kokoro-v1.0.int8.onnx of GitHub thewh1teagle/kokoro-onnx, release model-files-v1.0: 92361271 bytes, sha256 6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
            PublishedFiles.DescribeDifference(new ModelFile("kokoro-v1.0.int8.onnx", 5, "00")));
        Assert.Null(PublishedFiles.DescribeDifference(new ModelFile("mine.onnx", 5, "00")));
    }

    [Fact]
    public void DescribeDifference_RealFiles_AreThePublishedOnes()
    {
        foreach (string name in new[] { "kokoro-v1.0.int8.onnx", "voices/af_heart.bin", "voices/bm_george.bin", "voices/am_fenrir.bin" })
        {
            ModelFile file = FileFingerprint.Compute(SharedFiles.Model("kokoro/" + name), TestContext.Current.CancellationToken);
            Assert.Contains(file.Sha256, PublishedFiles.Find(file.Name).Select(p => p.Sha256));
            Assert.Null(PublishedFiles.DescribeDifference(file));
        }
    }

    public void Dispose() => _folder.Dispose();
}
