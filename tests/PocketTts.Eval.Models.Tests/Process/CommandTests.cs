using CsCheck;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.Tests.Process;

public sealed class CommandTests
{
    [Theory]
    [InlineData("a b  c", "a|b|c")]
    [InlineData("\"C:\\My Files\\x.exe\" --a=\"b c\" \"\"", "C:\\My Files\\x.exe|--a=b c|")]
    [InlineData("say \"he said \"\"no\"\"\"", "say|he said \"no\"")]
    [InlineData("  ", "")]
    [InlineData("a\\ b 'c d'", "a\\|b|'c|d'")]
    public void Split_Command_GivesWords(string command, string expected) => Assert.Equal(expected, string.Join('|', CommandWords.Split(command)!));

    [Fact]
    public void Split_QuoteNotClosed_GivesNull() => Assert.Null(CommandWords.Split("a \"b"));

    [Fact]
    public void Join_AnyWords_ReadBackTheSame() =>
        Gen.String[Gen.Char["ab \"\\,'=\t"], 0, 8].Array[1, 5].Sample(words => Assert.Equal(words, CommandWords.Split(CommandWords.Join(words))));

    [Fact]
    public void Find_FilesOfTheCommand_AreNamedWithoutTheirFolders()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("executable bits");
            return;
        }

        using var folder = new TemporaryFolder();
        string script = folder.Write("my scripts/run me.sh", "#!/bin/sh\n");
        string model = folder.Write("m.onnx", "x");
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        CommandFinder finder = Finder();

        AdapterCommand command = finder.Find($"\"{script}\" --model={model} ./data m.onnx 1.5 absent.txt", folder.Path, "c");

        Assert.Equal((script, folder.Path, "\"run me.sh\" --model=m.onnx … m.onnx 1.5 absent.txt"), (command.Program, command.Folder, command.Label));
        Assert.Equal([$"--model={model}", "./data", "m.onnx", "1.5", "absent.txt"], command.Arguments);
        Assert.Equal([script, model], command.Files);
        Assert.Equal(script, finder.Find($"\"{script}\"", null, "c").Program);
        Assert.Equal(script, finder.Find("\"./my scripts/run me.sh\"", folder.Path, "c").Program);
    }

    [Fact]
    public void Find_WholeCommandInQuotes_IsReadWithoutThem()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        AdapterCommand command = Finder().Find("\"sh -c \"\"echo a,b\"\"\"", null, "c");
        Assert.Equal(["-c", "echo a,b"], command.Arguments);
        Assert.Empty(command.Files);
        Assert.EndsWith("/sh", command.Program, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FileThatComesWithTheTool_IsFoundFromAnywhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh");
        using var tool = new TemporaryFolder();
        string shipped = tool.Write("eval/adapters/x.sh", "exit");
        using var elsewhere = new TemporaryFolder();

        AdapterCommand command = new CommandFinder(Environment.GetEnvironmentVariable, tool.Path).Find("sh eval/adapters/x.sh", elsewhere.Path, "c");

        Assert.Equal([shipped], command.Arguments);
        Assert.Equal([shipped], command.Files);
        Assert.Equal("sh x.sh", command.Label);
    }

    [Theory]
    [InlineData("", "no program is named")]
    [InlineData("no-such-program-at-all x", "no program 'no-such-program-at-all' is on the PATH; install it")]
    [InlineData("here.sh", "write ./here.sh for the one in")]
    [InlineData("./there.sh", "no program './there.sh'; expected a file, found from")]
    [InlineData("./here.sh", "'./here.sh' may not be executed; name what runs it, for example bash ./here.sh")]
    [InlineData("sh \"x", "a double quote is not closed")]
    public void Find_WhatCannotBeStarted_IsOneLine(string command, string says)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "executable bits");
        using var folder = new TemporaryFolder();
        folder.Write("here.sh", "exit");

        InputException problem = Assert.Throws<InputException>(() => Finder().Find(command, folder.Path, "system 'p': command"));

        Assert.StartsWith("system 'p': command: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NoSuchFolder_SaysSo() =>
        Assert.Contains("no folder '/no/such'", Assert.Throws<InputException>(() => Finder().Find("sh", "/no/such", "c")).Message, StringComparison.Ordinal);

    private static CommandFinder Finder() => new(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
}
