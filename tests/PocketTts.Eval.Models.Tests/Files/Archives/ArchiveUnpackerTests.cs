using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Archives;
using PocketTts.Eval.Models.Files.Catalog;
using SharpCompress.Compressors.BZip2;

namespace PocketTts.Eval.Models.Tests.Files.Archives;

public sealed class ArchiveUnpackerTests : IDisposable
{
    private static readonly CatalogArchive Rules = new(1, 1_000_000);

    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    [Theory]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tgz")]
    [InlineData("a.tar.bz2")]
    [InlineData("a.zip")]
    public void Unpack_GoodArchive_GivesFilesAndHashes(string name)
    {
        IReadOnlyDictionary<string, ModelFile> files = Unpack(name, ("top/", null), ("top/a.txt", "abc"), ("top/sub/b.bin", new string('b', 200_000)), ("README", "dropped with the leading part"));

        Assert.Equal(["a.txt", "sub/b.bin"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", files["a.txt"].Sha256);
        Assert.Equal("abc", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(200_000, new FileInfo(Path.Combine(Out, "sub", "b.bin")).Length);
        Assert.Equal(2, Directory.GetFiles(Out, "*", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("../x", "it leaves the folder")]
    [InlineData("top/../../x", "it leaves the folder")]
    [InlineData("/etc/x", "it is an absolute path")]
    [InlineData("C:/x", "it is an absolute path")]
    [InlineData("top/a\\..\\x", "a character that not every system allows")]
    [InlineData("top/NUL", "the name of a device")]
    [InlineData("top/x.", "ends with a dot")]
    public void Unpack_NameThatMayLeaveTheFolder_IsRefused(string name, string message)
    {
        foreach (string archive in new[] { "a.tar", "a.zip" })
        {
            string problem = Refused(archive, (name, "evil"));
            Assert.Contains(message, problem, StringComparison.Ordinal);
            Assert.Contains("do not use this archive", problem, StringComparison.Ordinal);
        }

        Assert.Equal(["out"], Directory.GetDirectories(_folder.Path).Select(d => Path.GetFileName(d)));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "it is a link")]
    [InlineData(TarEntryType.HardLink, "it is a link")]
    [InlineData(TarEntryType.Fifo, "it is a device")]
    [InlineData(TarEntryType.CharacterDevice, "it is a device")]
    public void Unpack_TarEntryThatIsNoFile_IsRefused(TarEntryType type, string message)
    {
        string path = Path.Combine(_folder.Path, "a.tar");
        using (FileStream stream = File.Create(path))
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "top/real") { DataStream = new MemoryStream("x"u8.ToArray()) });
            var entry = new PaxTarEntry(type, "top/x");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = type == TarEntryType.HardLink ? "top/real" : "/etc/passwd";
            }

            tar.WriteEntry(entry);
        }

        Assert.Contains(message, Fails(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_ZipWithALink_IsRefused()
    {
        string path = Path.Combine(_folder.Path, "a.zip");
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            ZipArchiveEntry entry = zip.CreateEntry("top/link");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream data = entry.Open();
            data.Write("/etc/passwd"u8);
        }

        Assert.Contains("it is a link or a device", Fails(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top/a", "top/a")]
    [InlineData("top/a", "top/A")]
    [InlineData("top/\u00e9", "top/e\u0301")]
    [InlineData("one/a", "two/a")]
    public void Unpack_NameTwice_IsRefused(string first, string second)
    {
        foreach (string archive in new[] { "a.tar", "a.zip" })
        {
            Assert.Contains("the name stands twice", Refused(archive, (first, "1"), (second, "2")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unpack_HeaderSaysTenGigabytes_IsRefusedBeforeAnythingIsWritten()
    {
        string path = Path.Combine(_folder.Path, "a.tar");
        byte[] header = new byte[1024];
        Encoding.ASCII.GetBytes("top/bomb").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\0").CopyTo(header, 100);
        Encoding.ASCII.GetBytes("0000000\00000000\0").CopyTo(header, 108);
        Encoding.ASCII.GetBytes("112402762000").CopyTo(header, 124); // 10 GB in octal
        Encoding.ASCII.GetBytes("00000000000\0").CopyTo(header, 136);
        "        "u8.CopyTo(header.AsSpan(148));
        header[156] = (byte)'0';
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);
        int sum = header.Take(512).Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        File.WriteAllBytes(path, header);
        Assert.Contains("expected at most 1000000 bytes", Fails(path), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Out));
    }

    [Fact]
    public void Unpack_TenGigabytesOfZeros_EndsAtTheLimit()
    {
        // 10 MB packed to 10 kB, a thousand times over in one gzip file: what comes out is counted, not what is claimed
        string path = Path.Combine(_folder.Path, "a.tar.gz");
        byte[] zeros = new byte[10_000_000];
        byte[] member;
        using (var packed = new MemoryStream())
        {
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(zeros);
            }

            member = packed.ToArray();
        }

        using (FileStream stream = File.Create(path))
        {
            byte[] head = TarHeader("top/bomb", 900_000);
            using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(head);
            }

            for (int i = 0; i < 1000; i++)
            {
                stream.Write(member);
            }
        }

        // the tar reader ends at the first empty header behind the file; nothing of the rest is written
        IReadOnlyDictionary<string, ModelFile> files = ArchiveUnpacker.Unpack(path, Out, Rules, TestContext.Current.CancellationToken);
        Assert.Equal(900_000, files.Values.Sum(f => f.SizeBytes));
    }

    [Fact]
    public void Unpack_ManySmallFiles_AddUp()
    {
        (string, string?)[] entries = [.. Enumerable.Range(0, 12).Select(i => ($"top/{i}", (string?)new string('x', 100_000)))];
        Assert.Contains("more comes out of it than it may hold", Refused("a.tar.bz2", entries), StringComparison.Ordinal);
        Assert.Contains("more comes out of it than it may hold", Refused("a.zip", entries), StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_NameThatWritesOnATerminal_IsShownWithoutDoingSo() =>
        Assert.Contains("holds 'top/a?[2J?b', which is refused", Refused("a.zip", ("top/a\u001b[2J\nb", "x")), StringComparison.Ordinal);

    [Fact]
    public void Unpack_TooManyEntries_IsRefused()
    {
        Assert.Contains("more than 10000 entries", Refused("a.zip", [.. Enumerable.Range(0, 10_001).Select(i => ($"top/{i}", (string?)""))]), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Out));
        Assert.Contains("more than 10000 entries", Refused("a.tar", [.. Enumerable.Range(0, 10_001).Select(i => ($"top/{i}/", (string?)null))]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    [InlineData("a.tar.bz2")]
    [InlineData("a.zip")]
    public void Unpack_CutOrAlteredArchive_IsOneLine(string name)
    {
        string path = Write(name, ("top/a", string.Join(',', Enumerable.Range(0, 20_000))));
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(1);
        for (int i = 0; i < 30; i++)
        {
            byte[] bytes = i < 10 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (i >= 10)
            {
                bytes[random.Next(Math.Min(bytes.Length, 600))] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(path, bytes);
            if (Directory.Exists(Out))
            {
                Directory.Delete(Out, recursive: true);
            }

            try
            {
                ArchiveUnpacker.Unpack(path, Out, Rules, TestContext.Current.CancellationToken);
            }
            catch (InputException e)
            {
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Unpack_NothingInIt_SaysSo() => Assert.EndsWith("holds no file", Refused("a.tar", ("top/", null)), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static byte[] TarHeader(string name, int size)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[size]) });
        }

        return stream.ToArray()[..512];
    }

    private IReadOnlyDictionary<string, ModelFile> Unpack(string name, params (string Name, string? Text)[] entries) =>
        ArchiveUnpacker.Unpack(Write(name, entries), Out, Rules, TestContext.Current.CancellationToken);

    private string Refused(string name, params (string Name, string? Text)[] entries) => Fails(Write(name, entries));

    private string Fails(string path)
    {
        if (Directory.Exists(Out))
        {
            Directory.Delete(Out, recursive: true);
        }

        return Assert.Throws<InputException>(() => ArchiveUnpacker.Unpack(path, Out, Rules, TestContext.Current.CancellationToken)).Message;
    }

    private string Write(string name, params (string Name, string? Text)[] entries)
    {
        string path = Path.Combine(_folder.Path, name);
        using FileStream stream = File.Create(path);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            foreach ((string entry, string? text) in entries)
            {
                using Stream data = zip.CreateEntry(entry).Open();
                data.Write(Encoding.UTF8.GetBytes(text ?? string.Empty));
            }

            return path;
        }

        using Stream packer = name.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionLevel.Fastest)
            : name.EndsWith("bz2", StringComparison.Ordinal) ? BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Compress, false)
            : stream;
        using var tar = new TarWriter(packer, TarEntryFormat.Pax, leaveOpen: false);
        foreach ((string entry, string? text) in entries)
        {
            tar.WriteEntry(text is null
                ? new PaxTarEntry(TarEntryType.Directory, entry)
                : new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return path;
    }
}
