using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>Each kind of bad input gives exit code 1, one line that says what to do, and no stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public static TheoryData<string, string[]> Cases => new()
    {
        { "no engine 'kokorro'", ["speak", "--system", "kokorro:af_heart", "--text", "hello"] },
        { "voice", ["speak", "--system", "loopback:loww", "--text", "hello"] },
        { "skp", ["speak", "--system", "loopback:skp=0.5", "--text", "hello"] },
        { "skip", ["speak", "--system", "loopback:skip=2", "--text", "hello"] },
        { "text is empty", ["speak", "--system", "loopback", "--text", "   "] },
        { "missing-folder/x.wav", ["speak", "--system", "loopback", "--text", "hello", "--out", "missing-folder/x.wav"] },
        { "--reapeats", ["run", "--system", "loopback", "--reapeats", "2"] },
        { "repeats", ["run", "--system", "loopback", "--recognizer", "loopback", "--repeats", "0", "--out", "r"] },
        { "no recognizer 'wisper'", ["run", "--system", "loopback", "--recognizer", "wisper", "--out", "r"] },
        { "no-such-corpus", ["run", "--system", "loopback", "--recognizer", "loopback", "--corpus", "no-such-corpus", "--out", "r"] },
        { "no-such.wav", ["transcribe", "no-such.wav", "--recognizer", "loopback"] },
        { "no-such.yaml", ["run", "no-such.yaml"] },
        { "bogus", ["bogus"] },
        { "not-a-number", ["speak", "--system", "loopback:nan=1", "--text", "hello"] },
        { "no sound", ["speak", "--system", "loopback:empty=1", "--text", "hello"] },
        { "not done after 0.5 s", ["speak", "--system", "loopback:stall=1", "--text", "hello", "--timeout", "0.5"] },
        { "what to start", ["speak", "--system", "process", "--text", "hello"] },
        { "no program 'no-such-tts'", ["speak", "--system", "process:command=no-such-tts --fast", "--text", "hello"] },
        { "no program 'no-such-tts'", ["adapter", "check", "--", "no-such-tts", "--fast"] },
        { "NAME=VALUE", ["adapter", "check", "--option", "x", "--", "dotnet"] },
        { "--voise", ["adapter", "check", "--voise", "x", "--", "dotnet"] },
        { "no kind of fault 'skipp'", ["calibrate", "--kind", "skipp", "--out", "c"] },
        { "0 is too few", ["calibrate", "--repeats", "0", "--out", "c"] },
        { "'--out' is required", ["calibrate"] },
        { "expected a number", ["speak", "--system", "loopback", "--text", "hello", "--timeout", "soon"] },
        { "--timeout: found 0", ["speak", "--system", "loopback", "--text", "hello", "--timeout", "0"] },
        { "expected a whole number", ["run", "--system", "loopback", "--repeats", "many"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Run_BadInput_OneLineAndExitCodeOne(string mentions, string[] arguments)
    {
        CliResult result = await _cli.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains(mentions, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(string.Empty, result.Out);
    }

    [Fact]
    public async Task Speak_SymbolsOnlyToKokoro_SaysThatNothingWasSpoken()
    {
        SharedFiles.Model("kokoro/voices/af_heart.bin");

        CliResult result = await _cli.RunAsync("speak", "--system", "kokoro:af_heart", "--text", "!!! ???");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nothing-to-speak", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcribe_WavWithoutSamples_SaysSo()
    {
        string path = Path.Combine(_cli.Folder, "empty.wav");
        byte[] header = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0, .. "data"u8, 0, 0, 0, 0];
        await File.WriteAllBytesAsync(path, header, TestContext.Current.CancellationToken);

        CliResult result = await _cli.RunAsync("transcribe", path, "--recognizer", "loopback");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("empty.wav", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CorpusWithInvalidUtf8_NamesFileAndLine()
    {
        string path = Path.Combine(_cli.Folder, "bad.txt");
        await File.WriteAllBytesAsync(path, [.. "fine line\n"u8, 0xC3, 0x28, (byte)'\n'], TestContext.Current.CancellationToken);

        CliResult result = await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--corpus", path, "--out", "r");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bad.txt:2", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TextOfSymbolsOnly_NamesFileAndLine()
    {
        string path = _cli.Write("symbols.txt", "words\n!!! ???\n");

        CliResult result = await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--corpus", path, "--out", "r");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("symbols.txt:2", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speak_FailedTake_LeavesAnOldFileAlone()
    {
        string path = _cli.Write("old.wav", "precious");

        await _cli.RunAsync("speak", "--system", "loopback:nan=1", "--text", "hello", "--out", path);

        Assert.Equal("precious", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x20, 0x62 })]
    [InlineData(new byte[] { 0x61, 0xC3, 0x28 })]
    public async Task Speak_StandardInputIsNotUtf8_SaysSo(byte[] input)
    {
        CliResult result = await _cli.RunAsync(input, "speak", "--system", "loopback", "--text", "-");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not UTF-8", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OutIsAFile_SaysSo()
    {
        _cli.Write("r", "not a folder");

        CliResult result = await _cli.RunAsync("run", "--system", "loopback", "--recognizer", "loopback", "--limit", "1", "--out", "r");

        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task Speak_KokoroWithoutModels_NamesFileFoldersAndRemedy()
    {
        _cli.Environment["POCKET_EVAL_MODELS"] = null;
        _cli.Environment["XDG_CACHE_HOME"] = Path.Combine(_cli.Folder, "cache");

        CliResult result = await _cli.RunAsync("speak", "--system", "kokoro:af_heart", "--text", "hello", "--models", "nowhere");

        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains("nowhere", line, StringComparison.Ordinal);
        Assert.Contains("POCKET_EVAL_MODELS", line, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
