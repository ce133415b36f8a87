using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>Makes one take with errors, warnings and failures that depend on its key alone.</summary>
internal static class FixtureTake
{
    public static Take Make(string system, Utterance utterance, int repeat, ImmutableArray<string> recognizers)
    {
        bool isDeterministic = system == FixtureRun.Deterministic;
        string soundKey = isDeterministic ? $"{system}/{utterance.Id}" : string.Create(CultureInfo.InvariantCulture, $"{system}/{utterance.Id}/{repeat}");
        var random = new Lcg(soundKey);
        ImmutableArray<string> words = PlainWords.Split(utterance.Text);
        var take = new Take
        {
            Key = new TakeKey(system, "everyday", utterance.Id, repeat),
            Utterance = utterance,
            Seed = isDeterministic ? null : random.Next(1_000_000),
        };
        if (!isDeterministic && utterance.Id is "ev031" && repeat < 2)
        {
            return take with { SynthesisFailure = new TakeFailure(TakeFailure.Synthesize, "not-a-number", "the waveform holds 1,204 samples that are not numbers") };
        }

        double audioSeconds = Math.Round(0.4 + (words.Length * 0.31) + (random.Next(100) / 500d), 4);
        double rtf = (isDeterministic ? 0.42 : 0.21) + (random.Next(100) / 2000d) + (0.3 / (1 + words.Length));
        take = take with
        {
            Synthesis = new SynthesisFacts
            {
                AudioSha256 = FixtureRun.Hash(soundKey),
                SampleRateHz = 24_000,
                AudioSeconds = audioSeconds,
                WallSeconds = Math.Round(audioSeconds * rtf, 6),
                CpuSeconds = Math.Round(audioSeconds * rtf * 1.8, 6),
                FirstAudioSeconds = isDeterministic ? null : Math.Round(0.09 + (random.Next(100) / 4000d), 6),
                IsTimingEligible = !(utterance.Id == "ev001" && repeat == 0),
                Peak = utterance.Id == "ev015" ? 1.08 : 0.71,
                LevelDbfs = Math.Round(-23.01 - (random.Next(30) / 10d), 2),
                ProcessMemoryBytes = 412_000_000,
                Phonemes = isDeterministic ? "ð ə f ˈɛɹi l ˈiːvz" : null,
                UnitCount = words.Length * 5,
                Warnings = Warnings(system, utterance),
            },
        };
        if (!isDeterministic && utterance.Id is "ev040" && repeat == 2)
        {
            return take with { Recognitions = [.. recognizers.Select(id => new RecognizedTake(id, null, new TakeFailure(TakeFailure.Transcribe, "time-out", "no transcript after 60 s")))] };
        }

        return take with
        {
            Recognitions =
            [
                .. recognizers.Select(id => new RecognizedTake(id, Transcribe(Hear(words, random, isDeterministic ? 12 : 30)), null)),
            ],
        };
    }

    private static Transcript Transcribe(string text) => new() { Text = text, AverageLogProbability = -0.21, NoSpeechProbability = 0.01, Language = "en" };

    private static ImmutableArray<TakeWarning> Warnings(string system, Utterance utterance) => utterance.Id switch
    {
        "ev039" => [new TakeWarning("unknown-symbol", "U+0007 and U+1F514 have no phonemes and were dropped")],
        "ev033" when system == FixtureRun.Deterministic => [new TakeWarning("split", "the text was split into 2 pieces")],
        "ev015" => [new TakeWarning("clipped", "peak 1.08; the stored sound is clipped")],
        _ => [],
    };

    private static string Hear(ImmutableArray<string> words, Lcg random, int errorsPerThousand)
    {
        var heard = new List<string>();
        foreach (string word in words)
        {
            int draw = random.Next(1000);
            if (draw < errorsPerThousand)
            {
                continue;
            }

            bool isMangled = draw < errorsPerThousand * 2 || word is "courgettes";
            heard.Add(isMangled ? (random.Next(2) == 0 ? word + "s" : "the") : word);
            if (draw >= 1000 - (errorsPerThousand / 3))
            {
                heard.Add(word);
            }
        }

        return string.Join(' ', heard);
    }
}
