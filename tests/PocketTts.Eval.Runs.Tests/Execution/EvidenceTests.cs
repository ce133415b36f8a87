using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

public sealed class EvidenceTests : IDisposable
{
    private readonly RunBench _bench = new() { Ear = new FakeRecognizer { EvidenceVersion = "1" } };

    [Fact]
    public async Task RunAsync_RecognizerWithEvidence_WeighsEachSoundOncePerText()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan(repeats: 3));

        // utterance 1 has an accepted form beside its text; two systems, equal sounds in all repeats
        Assert.Equal(2 * (2 + 1 + 1), _bench.Ear.Weighed.Count);
        RecognizedTake first = Assert.Single(result.Takes[0].Take.Recognitions);
        Assert.Equal(["Größe number 1.", "size number one"], first.Evidence.Select(e => e.Text));
        Assert.Equal(-9.25, first.Evidence[0].Words[0].SkipGain);
        Assert.Equal(double.NegativeInfinity, first.Evidence[0].TranscriptLogProbability);
        Assert.All(result.Takes, t => Assert.NotEmpty(t.Take.Recognitions[0].Evidence));
        Assert.Equal(result.Takes.Select(Evidence), RunFolder.Open(_bench.OutputFolder).Score().Takes.Select(Evidence));
    }

    [Fact]
    public async Task RunAsync_FormWithAlternatives_WeighsTheReadingThatFitsTheTranscript()
    {
        string heard = "size number five";
        _bench.Ear = new FakeRecognizer { EvidenceVersion = "1", Hear = (_, _) => Task.FromResult(heard) };
        RunPlan plan = _bench.Plan(utterances: 1, repeats: 1);
        Utterance utterance = plan.Corpora[0].Used[0] with { AcceptedForms = ["size number one", "{ size / height } { number / no } { four / five }"] };
        plan = plan with { Corpora = [plan.Corpora[0] with { Used = [utterance] }], Systems = [plan.Systems[0]] };

        RunResult result = await _bench.RunAsync(plan);

        // "number" is the text's own word
        string[] weighed = ["Größe number 1.", "size number five", "size number one"];
        Assert.Equal(weighed, _bench.Ear.Weighed.Order(StringComparer.Ordinal));
        Assert.Equal(2, result.Takes[0].Scores[0].FormIndex);
        Assert.Equal(["Größe number 1.", "size number one", "size number five"], result.Takes[0].Take.Recognitions[0].Evidence.Select(e => e.Text));
        Assert.Equal(-9.25, result.Takes[0].Scores[0].Verdict.Words[0].SkipGain);
        Assert.Equal(result.Takes.Select(Evidence), RunFolder.Open(_bench.OutputFolder).Score().Takes.Select(Evidence));

        // again: everything is there
        await _bench.RunAsync(plan);
        Assert.Equal(3, _bench.Ear.Weighed.Count);
    }

    [Fact]
    public async Task RunAsync_FormWithAlternativesThatFitsNoBetter_IsNotWeighed()
    {
        _bench.Ear = new FakeRecognizer { EvidenceVersion = "1", Hear = (_, _) => Task.FromResult("Größe number one") };
        RunPlan plan = _bench.Plan(utterances: 1, repeats: 1);
        Utterance utterance = plan.Corpora[0].Used[0] with { AcceptedForms = ["{ size / größe } number one"] };

        await _bench.RunAsync(plan with { Corpora = [plan.Corpora[0] with { Used = [utterance] }], Systems = [plan.Systems[0]] });

        Assert.Equal(["Größe number 1."], _bench.Ear.Weighed);
    }

    [Fact]
    public async Task RunAsync_Again_WeighsNothingTwice()
    {
        RunResult first = await _bench.RunAsync(_bench.Plan());
        int weighed = _bench.Ear.Weighed.Count;

        RunResult second = await _bench.RunAsync(_bench.Plan());

        Assert.Equal(weighed, _bench.Ear.Weighed.Count);
        Assert.Equal(first.Takes.Select(Evidence), second.Takes.Select(Evidence));
    }

    [Fact]
    public async Task RunAsync_EvidenceTurnedOnLater_IsGatheredWithoutHearingAgain()
    {
        RunPlan plan = _bench.Plan();
        RunResult without = await _bench.RunAsync(plan with { Evidence = false });
        Assert.Empty(_bench.Ear.Weighed);
        Assert.All(without.Takes, t => Assert.Empty(t.Take.Recognitions[0].Evidence));
        int heard = _bench.Ear.Heard.Count;

        RunResult with = await _bench.RunAsync(plan);

        Assert.Equal(heard, _bench.Ear.Heard.Count);
        Assert.All(with.Takes, t => Assert.NotEmpty(t.Take.Recognitions[0].Evidence));
    }

    [Fact]
    public async Task RunAsync_OtherEvidenceVersion_IsGatheredAnew()
    {
        await _bench.RunAsync(_bench.Plan());
        int weighed = _bench.Ear.Weighed.Count;
        _bench.Ear.EvidenceVersion = "2";

        await _bench.RunAsync(_bench.Plan());

        Assert.Equal(2 * weighed, _bench.Ear.Weighed.Count);
        Assert.Equal(6, _bench.Ear.Heard.Count);
    }

    [Fact]
    public async Task RunAsync_EvidenceFails_IsNotedAndNoTakeFails()
    {
        _bench.Ear.WeighFault = text => text.Contains('2') ? new TakeFailedException("text-too-long", "it does not fit") : null;

        RunResult result = await _bench.RunAsync(_bench.Plan());

        Assert.Equal(RunStatus.Completed, result.Info.Status);
        Assert.All(result.Takes, t => Assert.True(t.IsOk));
        Assert.Equal(["fake-ear: no evidence for 'Größe number 2.': it does not fit"], _bench.Progress.Notes.Distinct());
        Assert.Equal(4, result.Takes.Count(t => t.Take.Recognitions[0].Evidence.IsEmpty));
        int weighed = _bench.Ear.Weighed.Count;
        await _bench.RunAsync(_bench.Plan());
        Assert.Equal(weighed, _bench.Ear.Weighed.Count);
    }

    [Fact]
    public async Task RunAsync_SoundLostBeforeEvidence_IsSpokenAgain()
    {
        RunPlan plan = _bench.Plan(repeats: 1);
        await _bench.RunAsync(plan with { Evidence = false });
        string sound = Directory.GetFiles(Path.Combine(_bench.OutputFolder, "audio"), "*.wav")[0];
        byte[] bytes = await File.ReadAllBytesAsync(sound, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(sound, bytes, TestContext.Current.CancellationToken);

        RunResult result = await _bench.RunAsync(plan);

        Assert.All(result.Takes, t => Assert.NotEmpty(t.Take.Recognitions[0].Evidence));
    }

    public void Dispose() => _bench.Dispose();

    private static string Evidence(ScoredTake take) =>
        string.Join(" ", take.Take.Recognitions.SelectMany(r => r.Evidence).Select(e => $"{e.Text}|{e.LogProbability}|{string.Join(",", e.Words)}"));
}
