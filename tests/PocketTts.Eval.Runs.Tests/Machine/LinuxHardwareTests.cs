using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Tests.Machine;

public sealed class LinuxHardwareTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pocket-eval-hardware-");

    [Fact]
    public void Topology_TwoPackagesWithTwoThreadsACore_CountsEachOnce()
    {
        for (int cpu = 0; cpu < 8; cpu++)
        {
            Write($"cpu/cpu{cpu}/topology/physical_package_id", cpu < 4 ? "0\n" : "1\n");
            Write($"cpu/cpu{cpu}/topology/core_id", $"{cpu % 4 / 2}\n");
        }

        Write("cpu/cpufreq/boost", "1");

        Assert.Equal(new CpuTopology(2, 4, 8), new LinuxHardware(_root.FullName).Topology());
    }

    [Fact]
    public void Caches_FilesOfFirstProcessor_AreSortedByLevel()
    {
        WriteCache(0, "2", "Unified", "2048K", "0");
        WriteCache(1, "1", "Instruction", "32K", "0");
        WriteCache(2, "1", "Data", "48K", "0-1");
        WriteCache(3, "3", "Unified", "260M", "0-3,8");
        WriteCache(4, "x", "Unified", "1K", "0");

        Assert.Equal(
            [new CpuCache(1, "data", 49152, 2), new CpuCache(1, "instruction", 32768, 1), new CpuCache(2, "unified", 2097152, 1), new CpuCache(3, "unified", 272629760, 5)],
            new LinuxHardware(_root.FullName).Caches());
    }

    [Fact]
    public void Frequency_WithAndWithoutCpufreq_TakesWhatIsThere()
    {
        Assert.Equal(new CpuFrequency(2300, null, null), new LinuxHardware(_root.FullName).Frequency("processor\t: 0\ncpu MHz\t\t: 2300.000\n"));

        Write("cpu/cpu0/cpufreq/scaling_cur_freq", "1800000\n");
        Write("cpu/cpu0/cpufreq/cpuinfo_max_freq", "3600000\n");
        Write("cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        Assert.Equal(new CpuFrequency(1800, 3600, "powersave"), new LinuxHardware(_root.FullName).Frequency(string.Empty));
    }

    [Fact]
    public void Everything_EmptyFolder_IsUnknown()
    {
        var hardware = new LinuxHardware(Path.Combine(_root.FullName, "nothing"));

        Assert.Equal(new CpuTopology(null, null, null), hardware.Topology());
        Assert.Empty(hardware.Caches());
        Assert.Equal(new CpuFrequency(null, null, null), hardware.Frequency("cpu MHz : fast\n"));
        Assert.Null(hardware.ClockSource());
    }

    [Theory]
    [InlineData("48K", 49152L)]
    [InlineData("12", 12L)]
    [InlineData("1G", 1073741824L)]
    [InlineData("K", null)]
    [InlineData("-1K", null)]
    [InlineData("9223372036854775807G", null)]
    [InlineData("", null)]
    public void Bytes_Texts_GiveSize(string text, long? expected) => Assert.Equal(expected, LinuxHardware.Bytes(text));

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3,8-9", 6)]
    [InlineData("3-1", null)]
    [InlineData("0-1-2", null)]
    [InlineData("a", null)]
    [InlineData(null, null)]
    public void CountList_Texts_GiveProcessors(string? text, int? expected) => Assert.Equal(expected, LinuxHardware.CountList(text));

    [Theory]
    [InlineData(0x000C06F2u, "6/207/2")]
    [InlineData(0x00A00F11u, "25/1/1")]
    [InlineData(0x00000F4Au, "15/4/10")]
    [InlineData(0x00000543u, "5/4/3")]
    public void Version_Signatures_AddExtendedFields(uint signature, string expected) => Assert.Equal(expected, CpuIdRegisters.Version(signature));

    public void Dispose() => _root.Delete(recursive: true);

    private void WriteCache(int index, string level, string kind, string size, string shared)
    {
        string folder = $"cpu/cpu0/cache/index{index}";
        Write($"{folder}/level", level);
        Write($"{folder}/type", kind);
        Write($"{folder}/size", size);
        Write($"{folder}/shared_cpu_list", shared);
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
