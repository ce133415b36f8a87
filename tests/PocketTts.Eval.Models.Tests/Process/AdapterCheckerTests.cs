using System.Collections.Immutable;
using PocketTts.Eval.Models.Process;

namespace PocketTts.Eval.Models.Tests.Process;

public sealed class AdapterCheckerTests
{
    // seconds that no adapter which answers at all needs, however busy the computer is
    private const double Patience = 60;

    // sound that depends on the length of the text, as real speech does
    private const string Speak = """n=$(( ${#m} / 8 )); head -c 44 tone.wav > t.wav; for ((i = 0; i < n; i++)); do tail -c +45 tone.wav; done > t.pcm; ffix=$(stat -c %s t.pcm); { printf 'RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\xff\xff\xff\xff'; cat t.pcm; } > "$work/$id.wav"; echo "{\"type\":\"done\",\"id\":$id,\"file\":\"$id.wav\",\"seconds\":0.001}" """;

    private const string Deterministic = """echo '{"type":"hello","protocol":1,"name":"fake","version":"7","sampleRateHz":16000,"deterministic":true}'""";

    [Fact]
    public async Task CheckAsync_GoodAdapter_IsRightInEveryPoint()
    {
        using var adapter = new ScriptAdapter(Speak, Deterministic);

        ImmutableArray<AdapterFinding> findings = await CheckAsync(adapter);

        Assert.All(findings, f => Assert.True(f.Verdict == AdapterVerdict.Ok, f.ToString()));
        Assert.Equal(
            ["hello", "plain text", "same text again", "one word", "quotes and backslashes", "letters beyond ASCII", "long text", "same text again", "signs only", "shutdown", "closed stdin"],
            findings.Select(f => f.Check));
        Assert.StartsWith("fake 7, 16000 Hz, voice not named, deterministic, 1 files hashed", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("(the engine says 0.001 s)", findings[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", null, "plain text", "ended with exit code 3")]
    [InlineData("say", null, "long text", "it was cut")]
    [InlineData("say; echo done", null, "plain text", "wrote 'done' to stdout, unasked")]
    [InlineData("say; exit 0", null, "plain text", "after it had answered")]
    [InlineData("sleep 60", null, "plain text", "no answer within 2 s")]
    [InlineData("""echo "{\"type\":\"done\",\"id\":$id}" """, null, "plain text", "no samples")]
    [InlineData("""if [ "$id" = 2 ]; then printf xyz | dd of=tone.wav bs=1 seek=1000 conv=notrunc 2>/dev/null; fi; say""", Deterministic, "same text again", "though the hello says that the sound is deterministic")]
    [InlineData("say", "echo ready", "hello", "wrote 'ready' to stdout")]
    public async Task CheckAsync_BadAdapter_SaysWhatIsWrong(string speak, string? hello, string check, string says)
    {
        using var adapter = new ScriptAdapter(speak, hello);

        ImmutableArray<AdapterFinding> findings = await CheckAsync(adapter, speak.StartsWith("sleep", StringComparison.Ordinal) ? 2 : Patience);

        Assert.Contains(findings, f => f.Verdict == AdapterVerdict.Wrong && f.Check == check && f.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CheckAsync_AdapterThatOutlivesItsInput_IsWrong()
    {
        using var adapter = new ScriptAdapter("say", $"echo '{ScriptAdapter.Hello}'; if ! once; then exec sleep 30; fi");

        ImmutableArray<AdapterFinding> findings = await CheckAsync(adapter, 3);

        Assert.Contains(findings, f => f is { Verdict: AdapterVerdict.Wrong, Check: "closed stdin" });
        Assert.Contains(findings, f => f is { Verdict: AdapterVerdict.Note, Check: "hello" });
    }

    private static Task<ImmutableArray<AdapterFinding>> CheckAsync(ScriptAdapter adapter, double seconds = Patience) =>
        new AdapterChecker(TimeProvider.System, Environment.GetEnvironmentVariable, AppContext.BaseDirectory).CheckAsync(
            new AdapterCheckRequest { Command = ["bash", adapter.Script], AnswerLimit = TimeSpan.FromSeconds(seconds) }, _ => { }, TestContext.Current.CancellationToken);
}
