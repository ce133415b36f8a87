using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Runs.Calibration;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Calibration;

public sealed class FaultyEngineTests : IDisposable
{
    private readonly RunBench _bench = new() { Ear = new FakeRecognizer { EvidenceVersion = "1" }, Engine = new FakeEngine("fake") { Speak = SpeakAsync } };

    [Fact]
    public async Task RunAsync_EveryKindButMangle_RecordsTheTruthAndResumes()
    {
        RunPlan plan = Plan([.. FaultKinds.All.Where(k => k != FaultKind.Mangle)]);

        RunResult result = await ExecuteAsync(plan);

        Assert.Equal(2 * 2 * 12, result.Takes.Length);
        Assert.All(result.Takes, t => Assert.True(t.IsOk, t.Failure?.Message));
        foreach (ScoredTake take in result.Takes)
        {
            InjectedFault fault = InjectedFault.Find(take.Take.Synthesis!.Warnings)!;
            string text = take.Take.Utterance.Text;
            Assert.Equal(take.Take.Key.SystemId.Replace("-2", string.Empty, StringComparison.Ordinal), fault.Kind.Name());
            Assert.Contains(fault.Voice, new[] { "one", "two" });
            Assert.Equal(fault.Kind is FaultKind.Skip or FaultKind.Double or FaultKind.Truncate or FaultKind.Clause or FaultKind.CutWord, fault.TextStart is not null);
            Assert.Equal(fault.Kind.IsInSound(), fault.StartSeconds is not null);
            Assert.True(fault.TextEnd is null || fault.TextEnd <= text.Length);
        }

        // the four untouched takes of a text come from as many voices as there are
        Assert.Equal(2, result.Takes.Where(t => t.Take.Key is { UtteranceId: "u-1", SystemId: "untouched" or "untouched-2" }).Select(t => InjectedFault.Find(t.Take.Synthesis!.Warnings)!.Voice).Distinct().Count());
        Assert.Equal(0, _bench.Engine.LiveCount);
        int calls = _bench.Engine.Calls.Count;
        RunResult again = await ExecuteAsync(plan);
        Assert.Equal(calls, _bench.Engine.Calls.Count);
        Assert.Equal(result.Takes.Select(t => t.Take.Synthesis!.AudioSha256), again.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
        Assert.Equal(result.Takes.Length, RunFolder.Open(_bench.OutputFolder).Takes.Count(t => InjectedFault.Find(t.Synthesis!.Warnings) is not null));
    }

    [Fact]
    public async Task RunAsync_FaultsInTheSound_BeginWithOneSynthesisOfTheText()
    {
        await ExecuteAsync(Plan([FaultKind.Gap, FaultKind.Click, FaultKind.Noise, FaultKind.Clip, FaultKind.CutTail]));
        // two texts, two repeats, and the warm-up once
        Assert.Equal((2 * 2) + 1, _bench.Engine.Calls.Count(c => c.Request.Text != SynthesisStage.WarmUpText) + 1);
    }

    [Theory]
    [InlineData("faulty:fault=skip", "no voice is named")]
    [InlineData("faulty:fault=skipp,voices=one", "no kind of fault 'skipp'")]
    [InlineData("faulty:fault=skip,voices=one,engine=fak", "no engine 'fak'")]
    [InlineData("faulty:fault=skip,voices=one,engine=fake,shift=x", "shift 'x' is no whole number")]
    [InlineData("faulty:fault=skip,voices=one,engine=fake,foo=1", "unknown option 'foo'")]
    [InlineData("faulty:fault=mangle,voices=one,engine=fake", "fake cannot be told how to say a word")]
    [InlineData("faulty:fault=cut-word,voices=one,engine=fake,recognizer=none", "no recognizer 'none'")]
    public async Task LoadAsync_WrongOption_IsNamedAndNothingStaysLoaded(string system, string message)
    {
        var engine = new FaultyEngine([_bench.Engine], [_bench.Ear]);
        InputException problem = await Assert.ThrowsAsync<InputException>(() => engine.LoadAsync(SystemSpec.Parse(system), CancellationToken.None));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Engine.LiveCount);
    }

    [Fact]
    public async Task ToRunPlan_Corpus_UsesTextsOfTheRightLength()
    {
        string corpus = _bench.Temp.Write("t.txt", "Too short.\nThis one has exactly six words.\nAnd this one has a great many more words than anybody could ever want.\n");
        RunPlan plan = new CalibrationPlan { Kinds = [FaultKind.Skip], Engine = "fake", Voices = ["one"], Recognizers = ["fake-ear"], Corpus = corpus, Repeats = 1, Seed = 1, OutputFolder = _bench.OutputFolder }.ToRunPlan();
        Assert.Equal("line-0002", Assert.Single(plan.Corpora[0].Used).Id);
        RunResult result = await ExecuteAsync(plan);
        Assert.Equal("line-0002", Assert.Single(result.Takes).Take.Key.UtteranceId);
        Assert.Throws<InputException>(() => new CalibrationPlan { Kinds = [FaultKind.Skip], Engine = "fake", Voices = ["one"], Recognizers = ["fake-ear"], Corpus = corpus, Repeats = 1, Seed = 1, OutputFolder = "x", FewestWords = 50, MostWords = 60 }.ToRunPlan());
    }

    public void Dispose() => _bench.Dispose();

    // a second and more of sound that every fault can be put into
    private static Task<float[]> SpeakAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        float[] tone = FakeEngine.Tone(request.Text, request.Seed);
        return Task.FromResult((float[])[.. tone, .. tone, .. tone, .. tone]);
    }

    private RunPlan Plan(ImmutableArray<FaultKind> kinds)
    {
        string corpus = _bench.Temp.Write("texts.jsonl", """
            {"id": "u-1", "text": "If it snows, the old school will be closed."}
            {"id": "u-2", "text": "Nobody knows where the green key was left."}
            """);
        return new CalibrationPlan { Kinds = kinds, Engine = "fake", Voices = ["one", "two"], Recognizers = ["fake-ear"], Corpus = corpus, Repeats = 2, Seed = 1, OutputFolder = _bench.OutputFolder }.ToRunPlan();
    }

    private Task<RunResult> ExecuteAsync(RunPlan plan)
    {
        var engine = new FaultyEngine([_bench.Engine], [new Listener(_bench.Ear)]);
        return new RunExecutor([engine], [_bench.Ear], _bench.Time, _bench.Progress, _bench.Host, new RunSettings(), new FakeMeter()).RunAsync(plan, CancellationToken.None);
    }

    // says that the second word lasts from 0.3 to 0.6 s
    private sealed class Listener(FakeRecognizer ear) : IRecognizerEngine
    {
        public string Name => ear.Name;

        public bool Knows(string recognizerId) => ear.Knows(recognizerId);

        public EngineStatus Probe() => ear.Probe();

        public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken) => Task.FromResult<ISpeechRecognizer>(new Recognizer(ear));

        private sealed class Recognizer(FakeRecognizer ear) : IEvidenceRecognizer
        {
            public RecognizerInfo Info { get; } = new() { Id = ear.Name, Engine = "fake", EngineVersion = "1" };

            public Task<Transcript> TranscribeAsync(Waveform audio, CancellationToken cancellationToken) => throw new NotSupportedException();

            public Task<TextEvidence> WeighAsync(Waveform audio, Transcript transcript, string text, CancellationToken cancellationToken) =>
                Task.FromResult(new TextEvidence(text, -1, null, [new WordEvidence(new TextSpan(0, 2), -1, 0, 0.1, null, null, true), new WordEvidence(new TextSpan(3, 5), -1, 0.3, 0.6, null, null, true)]));

            public void Dispose()
            {
            }
        }
    }
}
