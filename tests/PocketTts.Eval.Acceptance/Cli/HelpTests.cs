namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Help texts are compared whole with what is committed in <c>Expectations/</c>.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Theory]
    [InlineData("root")]
    [InlineData("demo")]
    [InlineData("plan")]
    [InlineData("run")]
    [InlineData("runs")]
    [InlineData("bench")]
    [InlineData("report-speed")]
    [InlineData("export")]
    [InlineData("view")]
    [InlineData("merge")]
    [InlineData("compare")]
    [InlineData("gate")]
    [InlineData("baseline")]
    [InlineData("score")]
    [InlineData("report")]
    [InlineData("diff_words")]
    [InlineData("speak")]
    [InlineData("transcribe")]
    [InlineData("calibrate")]
    [InlineData("systems")]
    [InlineData("adapter")]
    [InlineData("adapter-check")]
    [InlineData("machine")]
    [InlineData("corpus")]
    [InlineData("corpus-list")]
    [InlineData("corpus-show")]
    [InlineData("corpus-check")]
    [InlineData("corpus-stats")]
    [InlineData("corpus-import")]
    public async Task Help_EveryCommand_IsTheCommittedText(string command)
    {
        CliResult result = await _cli.RunAsync(command == "root" ? ["--help"] : [.. command.Split('-').Select(w => w.Replace('_', '-')), "--help"]);

        Assert.Equal(0, result.ExitCode);
        string expectation = CliProcess.InRepository($"tests/PocketTts.Eval.Acceptance/Expectations/help-{command.Replace('_', '-')}.txt");
        string expected = File.Exists(expectation) ? await File.ReadAllTextAsync(expectation, TestContext.Current.CancellationToken) : string.Empty;
        if (result.Out != expected)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(expectation, ".received.txt"), result.Out, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, result.Out);
    }

    [Fact]
    public async Task Systems_GermanLocale_PrintsTheSame()
    {
        CliResult plain = await _cli.RunAsync("systems");
        _cli.Environment["LC_ALL"] = "de_DE.UTF-8";
        _cli.Environment["LANG"] = "de_DE.UTF-8";
        CliResult german = await _cli.RunAsync("systems");

        Assert.Equal(plain.Out, german.Out);
        Assert.Equal(0, german.ExitCode);
        Assert.Contains("loopback", german.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
