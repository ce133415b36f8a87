using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Runs.Tests.Journal;

public sealed class ContentKeyTests
{
    private static readonly SynthesizerInfo s_system = new()
    {
        Engine = "kokoro",
        EngineVersion = "1",
        Voice = "af_heart",
        SampleRateHz = 24000,
        IsDeterministic = true,
        UsesSeed = false,
        ThreadCount = 1,
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add("speed", "1"),
        Files = [new ModelFile("a.onnx", 5, new string('a', 64)), new ModelFile("b.bin", 6, new string('b', 64))],
    };

    private static readonly Utterance s_utterance = new("u", "Good morning.", "en", [], []);

    [Fact]
    public void ForTake_AnythingThatChangesTheSound_ChangesTheKey()
    {
        string[] keys =
        [
            ContentKey.ForTake(s_system, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system, "c", s_utterance, null, 1),
            ContentKey.ForTake(s_system, "c", s_utterance, 0, 0),
            ContentKey.ForTake(s_system, "c", s_utterance with { Text = "Good evening." }, null, 0),
            ContentKey.ForTake(s_system, "c", s_utterance with { Language = "en-GB" }, null, 0),
            ContentKey.ForTake(s_system with { Engine = "other" }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { EngineVersion = "2" }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { Voice = null }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { Voice = "" }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { ThreadCount = 2 }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { Settings = s_system.Settings.SetItem("speed", "2") }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { Settings = s_system.Settings.Add("x", "1") }, "c", s_utterance, null, 0),
            ContentKey.ForTake(s_system with { Files = s_system.Files.SetItem(0, new ModelFile("a.onnx", 5, new string('c', 64))) }, "c", s_utterance, null, 0),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, k => Assert.Matches("^[0-9a-f]{64}$", k));
    }

    [Fact]
    public void ForTake_NamesThatChangeNoSound_KeepTheKey()
    {
        string key = ContentKey.ForTake(s_system, "c", s_utterance, null, 0);

        Assert.Equal(key, ContentKey.ForTake(s_system, "c", s_utterance with { Id = "v", Tags = ["t"], AcceptedForms = ["x"] }, null, 0));
        Assert.Equal(key, ContentKey.ForTake(s_system with { Files = [.. s_system.Files.Select(f => f with { Name = "renamed" }).Reverse()] }, "c", s_utterance, null, 0));
    }

    [Fact]
    public void ForTake_SoundThatIsLookedUp_TakesTheUtteranceIn()
    {
        SynthesizerInfo existing = s_system with { UsesExistingAudio = true };
        string[] keys =
        [
            ContentKey.ForTake(s_system, "c", s_utterance, null, 0),
            ContentKey.ForTake(existing, "c", s_utterance, null, 0),
            ContentKey.ForTake(existing, "d", s_utterance, null, 0),
            ContentKey.ForTake(existing, "c", s_utterance with { Id = "v" }, null, 0),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void ForTranscript_RecognizerAndAudio_DecideTheKey()
    {
        var recognizer = new RecognizerInfo { Id = "r", Engine = "whisper", EngineVersion = "1" };
        string[] keys =
        [
            ContentKey.ForTranscript(recognizer, "a"),
            ContentKey.ForTranscript(recognizer, "b"),
            ContentKey.ForTranscript(recognizer with { EngineVersion = "2" }, "a"),
            ContentKey.ForTranscript(recognizer with { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("beam", "1") }, "a"),
            ContentKey.ForTranscript(recognizer with { Files = [new ModelFile("m", 1, new string('a', 64))] }, "a"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ContentKey.ForTranscript(recognizer with { Id = "another name" }, "a"));
    }

    [Fact]
    public void ForEvidence_TranscriptVersionAndText_DecideTheKey()
    {
        var recognizer = new RecognizerInfo { Id = "ear", Engine = "ear", EngineVersion = "1", EvidenceVersion = "1" };
        string[] keys =
        [
            ContentKey.ForTranscript(recognizer, "a"),
            ContentKey.ForEvidence(recognizer, "a", "x"),
            ContentKey.ForEvidence(recognizer, "a", "y"),
            ContentKey.ForEvidence(recognizer, "b", "x"),
            ContentKey.ForEvidence(recognizer with { EvidenceVersion = "2" }, "a", "x"),
            ContentKey.ForEvidence(recognizer with { EngineVersion = "2" }, "a", "x"),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[1], ContentKey.ForEvidence(recognizer with { Id = "other" }, "a", "x"));
        Assert.Equal(keys[0], ContentKey.ForTranscript(recognizer with { EvidenceVersion = "2" }, "a"));
    }
}
