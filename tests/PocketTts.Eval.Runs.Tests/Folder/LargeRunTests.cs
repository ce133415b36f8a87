using System.Text;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Folder;

public sealed class LargeRunTests : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly RunBench _bench = new() { Ear = new FakeRecognizer { EvidenceVersion = "1" } };

    [Fact]
    public async Task Score_MoreTakesThanAreHeld_GivesTheSameNumbersAndTakes()
    {
        await _bench.RunAsync(_bench.Plan(utterances: 4, repeats: 3, systems: ["fake:one", "two=fake:two,speed=1.5"]), TestContext.Current.CancellationToken);
        RunFolder run = RunFolder.Open(_bench.OutputFolder);
        RunResult held = run.Score();
        var sink = new Sink(run.TakeCount);

        RunResult streamed = run.Score(sink, mostHeld: 6);

        Assert.Equal(24, run.TakeCount);
        Assert.NotNull(streamed.Digest);
        Assert.Equal(6, streamed.Takes.Length);
        Assert.Equal(Json(held.Systems), Json(streamed.Systems));
        Assert.Equal(Json(held.Takes), Json(sink.Takes));
        Assert.All(sink.Takes, t => Assert.NotEmpty(t.Take.Recognitions[0].Evidence));
    }

    [Fact]
    public async Task Takes_JournalChangedAfterOpening_SayWhere()
    {
        await _bench.RunAsync(_bench.Plan(), TestContext.Current.CancellationToken);
        RunFolder run = RunFolder.Open(_bench.OutputFolder);
        string journal = Path.Combine(_bench.OutputFolder, "journal.jsonl");
        byte[] bytes = await File.ReadAllBytesAsync(journal, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, TestContext.Current.CancellationToken);

        var error = Assert.Throws<InputException>(() => run.Takes);

        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
        Assert.Equal(journal, error.File);
    }

    [Fact]
    public async Task ReadHead_EveryLineOfARun_SaysWhatTheWholeLineSays()
    {
        await _bench.RunAsync(_bench.Plan(), TestContext.Current.CancellationToken);
        byte[][] lines = [.. (await File.ReadAllLinesAsync(Path.Combine(_bench.OutputFolder, "journal.jsonl"), TestContext.Current.CancellationToken)).Select(Encoding.UTF8.GetBytes)];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(JournalHead.Of(JournalLine.Read(line, out _)!), JournalLine.ReadHead(line, out _)));
    }

    [Theory]
    [InlineData("{\"kind\":\"dreamt\",\"v\":1")]
    [InlineData("{\"kind\":\"evidence\",\"v\":1,\"audioSha256\":\"x\"")]
    [InlineData("{\"kind\":\"synthesized\",\"v\":1,\"take\":7,\"key\":[]")]
    [InlineData("{\"kind\":1,\"v\":\"x\"")]
    [InlineData("[1,2")]
    [InlineData("nonsense")]
    public void ReadHead_UnknownForm_IsReportedNotGuessed(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        byte[] line = Encoding.UTF8.GetBytes($"{body},\"crc\":\"{System.IO.Hashing.Crc32.HashToUInt32(bytes):x8}\"}}");

        Assert.Null(JournalLine.ReadHead(line, out string? problem));
        Assert.Contains("does not know", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AudioKey_WrittenForm_ComesBack()
    {
        string hash = string.Concat(Enumerable.Range(0, 32).Select(i => $"{(i * 37) % 256:x2}"));

        Assert.True(AudioKey.TryParse(hash, out AudioKey key));
        Assert.Equal(hash, key.ToString());
        Assert.False(AudioKey.TryParse(hash.ToUpperInvariant(), out _));
        Assert.False(AudioKey.TryParse(hash[1..], out _));
        Assert.False(AudioKey.TryParse("g" + hash[1..], out _));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, s_json);

    public void Dispose() => _bench.Dispose();

    private sealed class Sink(int count) : IScoredTakeSink
    {
        public ScoredTake[] Takes { get; } = new ScoredTake[count];

        public void Add(int index, ScoredTake take) => Takes[index] = take;
    }
}
