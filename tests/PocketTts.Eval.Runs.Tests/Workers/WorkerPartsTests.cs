using System.Text;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Tests.Workers;

public sealed class WorkerPartsTests
{
    [Fact]
    public void Read_WhatWasWritten_ComesBack()
    {
        var pipe = new MemoryStream();
        WorkerWire.Write(pipe, new SpeakMessage(new SynthesisRequest("Größe \0 \uD83D\uDE00", "en", 5, 2)));
        WorkerWire.Write(pipe, new BeatMessage(), [1, 2, 3]);
        pipe.Position = 0;

        Assert.Equal(new SpeakMessage(new SynthesisRequest("Größe \0 \uD83D\uDE00", "en", 5, 2)), WorkerWire.Read(pipe)!.Message);
        Assert.Equal([1, 2, 3], WorkerWire.Read(pipe)!.Payload);
        Assert.Null(WorkerWire.Read(pipe));
    }

    [Fact]
    public void Read_CutAnywhere_IsTheEnd()
    {
        var pipe = new MemoryStream();
        WorkerWire.Write(pipe, new FailedMessage("a", "b"), [1, 2, 3]);
        byte[] whole = pipe.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(WorkerWire.Read(new MemoryStream(whole[..length])));
        }
    }

    [Fact]
    public void Read_AnyChangedByte_GivesAMessageOrSaysNo()
    {
        var pipe = new MemoryStream();
        WorkerWire.Write(pipe, new FailedMessage("a", "b"), [1, 2, 3]);
        byte[] whole = pipe.ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x55;
            Exception? thrown = Record.Exception(() => WorkerWire.Read(new MemoryStream(changed)));
            Assert.True(thrown is null or InvalidDataException, $"byte {i}: {thrown}");
        }
    }

    [Fact]
    public void LastWords_MuchOutput_IsItsEndOnOneLineWithoutFolders()
    {
        var tail = new OutputTail();
        for (int i = 0; i < 10_000; i++)
        {
            tail.Add(Encoding.UTF8.GetBytes($"line {i}\n"));
        }

        tail.Add(Encoding.UTF8.GetBytes($"at {Path.Combine(Environment.CurrentDirectory, "x.so")}\u001b[0m\r\n\n"));

        Assert.Equal("line 9997 | line 9998 | line 9999 | at ~/x.so [0m", tail.LastWords());
        Assert.Equal(string.Empty, new OutputTail().LastWords());
    }

    [Theory]
    [InlineData(134, "SIGABRT")]
    [InlineData(139, "SIGSEGV")]
    [InlineData(137, "SIGKILL")]
    [InlineData(128 + 33, "signal 33")]
    [InlineData(128, null)]
    [InlineData(0, null)]
    [InlineData(255, null)]
    [InlineData(-1, null)]
    public void NameOf_ExitCodes_AreNamed(int exitCode, string? name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix'");
        Assert.Equal(name, ProcessSignals.NameOf(exitCode));
    }

    [Fact]
    public void BackOff_DeathsInARow_WaitsLongerUpToASecond() =>
        Assert.Equal([0, 0, 0.1, 0.2, 0.4, 0.8, 1, 1], new[] { 0, 1, 2, 3, 4, 5, 6, 50 }.Select(n => WorkerPolicy.BackOff(n).TotalSeconds));
}
