using System.Text;
using CsCheck;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Journal;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Append_Entries_AreReadBackEqual()
    {
        JournalEntry[] entries = [Spoken(0), Failed(1), Transcribed("größe \u2028 <b>")];
        Write(entries);

        (JournalEntry[] read, JournalProblem[] problems) = Read();

        Assert.Empty(problems);
        Assert.Equal(entries.Select(Text), read.Select(Text));
    }

    [Fact]
    public void Append_Entry_IsOneLineWithItsChecksumLast()
    {
        Write(Failed(1));

        string line = File.ReadAllText(Path).TrimEnd('\n');
        int crc = line.IndexOf(",\"crc\":\"", StringComparison.Ordinal);
        Assert.Equal(line.Length - 18, crc);
        Assert.StartsWith("{\"kind\":\"synthesis-failed\",\"v\":1,\"take\":{\"systemId\":\"s\",\"corpus\":\"c\",\"utteranceId\":\"u\",\"repeat\":1}", line, StringComparison.Ordinal);
        // CRC-32 as of zip and PNG, by an implementation of our own
        Assert.Equal($"{Crc32(Encoding.UTF8.GetBytes(line[..crc])):x8}", line[(crc + 8)..^2]);
    }

    [Fact]
    public void Read_TornAtEveryByteOfTheLastLine_KeepsTheOthers()
    {
        Write(Spoken(0), Failed(1), Transcribed("x"));
        byte[] whole = File.ReadAllBytes(Path);
        int lastLine = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (int length = lastLine; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);

            (JournalEntry[] read, JournalProblem[] problems) = Read();

            Assert.Equal(2, read.Length);
            Assert.Equal(length == lastLine ? 0 : 1, problems.Length);
            Assert.All(problems, p => Assert.True(p is { IsTornTail: true, Line: 3 }));

            // the next session cuts the torn line off and goes on
            using (var writer = new JournalWriter(Path, TimeProvider.System))
            {
                writer.Append(Spoken(7));
            }

            (read, problems) = Read();
            Assert.Equal(3, read.Length);
            Assert.Empty(problems);
        }
    }

    [Fact]
    public void Read_TailOfZeros_IsTornAndCutOff()
    {
        Write(Spoken(0));
        using (FileStream stream = File.OpenWrite(Path))
        {
            stream.SetLength(stream.Length + 5000);
        }

        (JournalEntry[] read, JournalProblem[] problems) = Read();
        Assert.Single(read);
        Assert.True(Assert.Single(problems).IsTornTail);
        Write(Spoken(1));
        (read, problems) = Read();
        Assert.Equal(2, read.Length);
        Assert.Empty(problems);
    }

    [Fact]
    public void Read_DamageInTheMiddle_IsReportedAndTheRestRead()
    {
        Write(Spoken(0), Spoken(1), Spoken(2));
        byte[] bytes = File.ReadAllBytes(Path);
        int second = Array.IndexOf(bytes, (byte)'\n') + 1;
        bytes[second + 70] ^= 1;
        File.WriteAllBytes(Path, bytes);

        (JournalEntry[] read, JournalProblem[] problems) = Read();

        Assert.Equal([0, 2], read.Cast<TakeEntry>().Select(e => e.Take.Repeat));
        Assert.Equal(new JournalProblem("journal.jsonl", 2, "the checksum does not fit the line", IsTornTail: false), Assert.Single(problems));
    }

    [Fact]
    public void Read_AnyChangedByte_NeverGivesAnotherFact()
    {
        Write(Spoken(0));
        byte[] whole = File.ReadAllBytes(Path);
        byte[] line = whole[..^1];
        string original = Text(JournalLine.Read(line, out _)!);
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte).Sample(change =>
        {
            byte[] changed = [.. line];
            changed[change.Item1] = change.Item2;
            JournalEntry? entry = JournalLine.Read(changed, out string? problem);
            return entry is null ? problem is not null : Text(entry) == original;
        }, iter: 5000);
    }

    [Fact]
    public void Read_NewerVersionOrUnknownKind_IsReportedNotGuessed()
    {
        Write(Spoken(0) with { Version = 2 });
        Assert.Contains("version 2", Assert.Single(Read().Problems).Message, StringComparison.Ordinal);

        byte[] body = Encoding.UTF8.GetBytes("{\"kind\":\"dreamt\",\"v\":1");
        File.WriteAllText(Path, $"{Encoding.UTF8.GetString(body)},\"crc\":\"{Crc32(body):x8}\"}}\n");
        Assert.Contains("does not know", Assert.Single(Read().Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongLines_AreReadWhole()
    {
        Write(Transcribed(new string('ä', 300_000)), Transcribed("short"));

        Assert.Equal([300_000, 5], Read().Entries.Cast<TranscribedEntry>().Select(e => e.Transcript.Text.Length));
    }

    [Fact]
    public void ReadAll_SeveralJournals_AreReadInOrderOfTheirNames()
    {
        foreach (string name in new[] { "journal.w2.jsonl", "journal.w1.jsonl", "other.jsonl" })
        {
            using var writer = new JournalWriter(_temp.Of(name), TimeProvider.System);
            writer.Append(Transcribed(name));
        }

        Assert.Equal(["journal.w1.jsonl", "journal.w2.jsonl"], JournalReader.ReadAll(_temp.Root, _ => { }).Cast<TranscribedEntry>().Select(e => e.Transcript.Text));
    }

    [Fact]
    public void Append_InfiniteLogProbability_SurvivesTheJournal()
    {
        TranscribedEntry entry = Transcribed("x");
        Write(entry with { Transcript = entry.Transcript with { AverageLogProbability = double.NegativeInfinity } });

        Assert.Equal(double.NegativeInfinity, ((TranscribedEntry)Read().Entries[0]).Transcript.AverageLogProbability);
    }

    private string Path => _temp.Of("journal.jsonl");

    private static SynthesizedEntry Spoken(int repeat) => new()
    {
        Take = new TakeKey("s", "c", "u", repeat),
        Key = new string('1', 64),
        Attempt = 1,
        Seed = 5,
        AtUtc = DateTimeOffset.UnixEpoch,
        Synthesis = new SynthesisFacts
        {
            AudioSha256 = new string('2', 64),
            SampleRateHz = 24000,
            AudioSeconds = 1.25,
            WallSeconds = 0.1,
            IsTimingEligible = true,
            Peak = 0.5,
            Phonemes = "ɡɹˈeɪt",
            Warnings = [new TakeWarning("dropped-phonemes", "ʔ twice")],
        },
    };

    private static SynthesisFailedEntry Failed(int repeat) => new()
    {
        Take = new TakeKey("s", "c", "u", repeat),
        Key = new string('1', 64),
        Attempt = 1,
        Seed = null,
        AtUtc = DateTimeOffset.UnixEpoch,
        Failure = new TakeFailure(TakeFailure.Synthesize, "not-a-number", "sample 3 is not a number"),
    };

    private static TranscribedEntry Transcribed(string text) => new()
    {
        AudioSha256 = new string('2', 64),
        Recognizer = "r",
        Key = new string('3', 64),
        Attempt = 1,
        WallSeconds = 0.5,
        AtUtc = DateTimeOffset.UnixEpoch,
        Transcript = new Transcript { Text = text, Words = [new TranscriptWord("x", 0.1, null, 0.5)] },
    };

    private static string Text(JournalEntry entry)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        JournalLine.Write(buffer, entry);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static uint Crc32(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
            }
        }

        return ~crc;
    }

    private void Write(params JournalEntry[] entries)
    {
        using var writer = new JournalWriter(Path, TimeProvider.System);
        foreach (JournalEntry entry in entries)
        {
            writer.Append(entry);
        }
    }

    private (JournalEntry[] Entries, JournalProblem[] Problems) Read()
    {
        var problems = new List<JournalProblem>();
        JournalEntry[] entries = [.. JournalReader.Read(Path, problems.Add)];
        return (entries, [.. problems]);
    }

    public void Dispose() => _temp.Dispose();
}
