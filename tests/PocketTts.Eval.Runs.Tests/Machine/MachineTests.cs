using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Tests.Machine;

public sealed class MachineTests
{
    [Fact]
    public void ParseCpuInfo_CapturedX64_GivesAllFields()
    {
        CpuInfo cpu = ProcCpuInfoParser.Parse(Fixture("cpuinfo-epyc.txt"));

        Assert.Equal("AMD EPYC", cpu.Brand);
        Assert.Equal("AuthenticAMD 25/17/1", cpu.Identity);
        Assert.Equal(2, cpu.LogicalCount);
        Assert.Equal(
            ["avx", "avx2", "avx512_bf16", "avx512_vnni", "avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl", "f16c", "fma"],
            InstructionSets.FromFlags(cpu.Flags));
    }

    [Fact]
    public void ParseCpuInfo_Arm_GivesIdentityByNumbers()
    {
        CpuInfo cpu = ProcCpuInfoParser.Parse("processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd evtstrm asimddp i8mm bf16\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x1\nCPU part\t: 0xd40\nCPU revision\t: 1\n\nprocessor\t: 1\n");

        Assert.Null(cpu.Brand);
        Assert.Equal("0x41/0x1/0xd40/1", cpu.Identity);
        Assert.Equal(2, cpu.LogicalCount);
        Assert.Equal(["asimd", "asimddp", "bf16", "i8mm"], InstructionSets.FromFlags(cpu.Flags));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no colon\n:::\n: empty key\nmodel name\t:\n")]
    [InlineData("\0\0\0")]
    public void ParseCpuInfo_EmptyOrMalformed_IsUnknown(string text)
    {
        CpuInfo cpu = ProcCpuInfoParser.Parse(text);

        Assert.Equal((null, null, null, 0), (cpu.Brand, cpu.Identity, cpu.LogicalCount, cpu.Flags.Length));
    }

    [Theory]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("50000 100000", 0.5)]
    [InlineData("200000", 2.0)]
    [InlineData("max 100000\n", null)]
    [InlineData("", null)]
    [InlineData("1 0", null)]
    [InlineData("a b c", null)]
    [InlineData("-1 100000", null)]
    public void ParseCpuMax_Texts_GiveProcessors(string text, double? expected) => Assert.Equal(expected, CgroupLimit.ParseCpuMax(text));

    [Theory]
    [InlineData("-1\n", "100000\n", null)]
    [InlineData("250000\n", "100000\n", 2.5)]
    [InlineData("", "", null)]
    public void ParseQuota_Texts_GiveProcessors(string quota, string period, double? expected) => Assert.Equal(expected, CgroupLimit.ParseQuota(quota, period));

    [Theory]
    [InlineData("0::/user.slice/a.scope\n", "/user.slice/a.scope")]
    [InlineData("9:name=systemd:/\n1:cpu:/\n0::/\n", "/")]
    [InlineData("1:cpu:/x\n", null)]
    [InlineData("", null)]
    public void ParsePath_Texts_GiveTheVersion2Group(string text, string? expected) => Assert.Equal(expected, CgroupLimit.ParsePath(text));

    [Theory]
    [InlineData("MemTotal:       24684096 kB\nMemFree: 1 kB\n", 25_276_514_304L)]
    [InlineData("MemTotal: x kB\n", null)]
    [InlineData("", null)]
    public void MemoryBytes_Texts_GiveBytes(string text, long? expected) => Assert.Equal(expected, ProcTextParser.MemoryBytes(text));

    [Theory]
    [InlineData("NAME=\"Debian GNU/Linux\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n", "Debian GNU/Linux 12 (bookworm)")]
    [InlineData("NAME=Alpine\nVERSION_ID='3.20'\n#PRETTY_NAME=x\n", "Alpine 3.20")]
    [InlineData("garbage", null)]
    [InlineData("", null)]
    public void OperatingSystem_Texts_GiveNameAndVersion(string text, string? expected) => Assert.Equal(expected, ProcTextParser.OperatingSystem(text));

    [Theory]
    [InlineData("fpu hypervisor", "Linux version 6.1", "QEMU\n", true, "", "docker, hypervisor (QEMU)")]
    [InlineData("fpu hypervisor", "Linux version 5.15 Microsoft", "", false, "", "wsl")]
    [InlineData("fpu", "Linux", "Dell Inc.", false, "0::/kubepods/pod1", "kubernetes")]
    [InlineData("fpu", "Linux", "Dell Inc.", false, "0::/", null)]
    public void Virtualization_Signs_AreNamed(string flags, string version, string vendor, bool docker, string cgroup, string? expected) =>
        Assert.Equal(expected, ProcTextParser.Virtualization(flags.Split(' '), version, vendor, docker, cgroup));

    [Fact]
    public void Compute_Fingerprint_DependsOnWhatDecidesTimings()
    {
        var machine = new MachineRecord { CpuBrand = "A", CpuIdentity = "V 1/2/3", UsableCpuCount = 2, InstructionSets = ["avx2"], OperatingSystem = "o", Architecture = "X64", Runtime = "r", Fingerprint = "" };
        string print = MachineFingerprint.Compute(machine);

        // printf 'machine/1\nA\nV 1/2/3\n2\navx2\nX64' | sha256sum
        Assert.Equal("91de1e7aa042", print);
        Assert.Equal(print, MachineFingerprint.Compute(machine with { OperatingSystem = "p", Runtime = "s", MemoryBytes = 5, Virtualization = "docker" }));
        Assert.Equal(
            6,
            new[]
            {
                machine, machine with { CpuBrand = null }, machine with { CpuIdentity = "V 1/2/4" }, machine with { UsableCpuCount = 3 },
                machine with { InstructionSets = ["avx"] }, machine with { Architecture = "Arm64" },
            }.Select(MachineFingerprint.Compute).Distinct().Count());
    }

    [Fact]
    public void Detect_ThisComputer_HoldsNoNames()
    {
        MachineRecord machine = MachineDetector.Detect();

        Assert.InRange(machine.UsableCpuCount, 1, 4096);
        Assert.Matches("^[0-9a-f]{12}$", machine.Fingerprint);
        Assert.StartsWith(".NET 10.", machine.Runtime, StringComparison.Ordinal);
        Assert.True(machine.MemoryBytes > 100_000_000);
        string[] texts = [machine.OperatingSystem, machine.CpuBrand ?? "", machine.Virtualization ?? "", machine.CpuIdentity ?? ""];
        Assert.DoesNotContain(texts, t => Environment.MachineName.Length > 3 && t.Contains(Environment.MachineName, StringComparison.OrdinalIgnoreCase));
    }

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Machine", "Fixtures", name));
}
