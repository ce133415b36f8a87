using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>A large run whose transcripts have times and probabilities and whose takes all differ.</summary>
internal static class LargeRun
{
    public static RunResult Of(int texts, int repeats) => FixtureRun.Build(
        [.. Enumerable.Range(0, texts).Select(i => FixtureTexts.All[i % 35])], repeats, [FixtureRun.Recognizer], take => take.Synthesis is null ? take : take with
        {
            Seed = 1_234_567_890_123_456_789,
            Synthesis = take.Synthesis with { AudioSha256 = FixtureRun.Hash(take.Key.ToString()) },
            Recognitions = [.. take.Recognitions.Select(r => r with { Transcript = r.Transcript is null ? null : r.Transcript with { Words = Words(r.Transcript.Text) } })],
        });

    private static ImmutableArray<TranscriptWord> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, i) => new TranscriptWord(word, .2 + (i * .31), .45 + (i * .31), .5 + (i % 50 / 100d)))];
}
