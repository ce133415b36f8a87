using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>A run in which every text, transcript, warning and message is hostile.</summary>
internal static class HostileRun
{
    public static RunResult Of(string[] texts) => FixtureRun.Build(texts, repeats: 1, [FixtureRun.Recognizer], take =>
    {
        bool isFailed = take.Synthesis is null || take.Key.UtteranceId.EndsWith('7');
        return take with
        {
            SynthesisFailure = isFailed ? new TakeFailure(TakeFailure.Synthesize, "crash", take.Utterance.Text) : null,
            Synthesis = isFailed ? null : take.Synthesis! with { Phonemes = take.Utterance.Text, Warnings = [new("odd", take.Utterance.Text)] },
            Recognitions = isFailed ? [] : [new RecognizedTake(FixtureRun.Recognizer, new() { Text = take.Utterance.Text }, null)],
        };
    });
}
