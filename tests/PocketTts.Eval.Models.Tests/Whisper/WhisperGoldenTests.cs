using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Whisper;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Whisper;

/// <summary>The real model against reference values made with another program (golden.json; tolerances as written there).</summary>
public sealed class WhisperGoldenTests(WhisperBase model) : IClassFixture<WhisperBase>
{
    [Theory]
    [MemberData(nameof(WhisperBase.Clips), MemberType = typeof(WhisperBase))]
    public async Task Transcribe_ReferenceClip_EqualsTheReference(string clip)
    {
        JsonElement golden = model.Golden(clip).GetProperty("greedy");
        Transcript transcript = (await model.HearAsync(clip)).Transcript;
        Assert.Equal(Integers(golden, "ids"), transcript.Tokens.Select(t => t.Id));
        Close(Doubles(golden, "logprobs"), transcript.Tokens.Select(t => t.LogProbability), 2e-3);
        Assert.Equal(golden.GetProperty("avg_logprob").GetDouble(), transcript.AverageLogProbability!.Value, 1e-3);
        Assert.Equal(golden.GetProperty("no_speech_prob").GetDouble(), transcript.NoSpeechProbability!.Value, 1e-3);
        Assert.Equal(golden.GetProperty("text").GetString()!.Trim(), transcript.Text);
        Assert.Equal(golden.GetProperty("compression_ratio").GetDouble(), transcript.CompressionRatio!.Value, 1e-5);
        Assert.Equal("en", transcript.Language);
        Assert.Empty(transcript.Warnings);
        Words(model.Golden(clip).GetProperty("words_from_greedy"), transcript.Words);
    }

    [Theory]
    [MemberData(nameof(WhisperBase.Clips), MemberType = typeof(WhisperBase))]
    public async Task ScoreText_ReferenceClip_EqualsTheReference(string clip)
    {
        JsonElement golden = model.Golden(clip).GetProperty("teacher_forced");
        TextScore score = (await model.HearAsync(clip)).Score;
        Assert.Equal([.. Integers(golden, "ids"), 50257], score.Tokens.Select(t => t.Id));
        Close(Doubles(golden, "logprobs_incl_eot"), score.Tokens.Select(t => t.LogProbability), 2e-3);
        Close(Doubles(golden, "p_eot_at_each_position"), score.EndProbabilities, 1e-3);
        Assert.Equal(golden.GetProperty("sum").GetDouble(), score.LogProbability, 5e-3);
        Words(golden.GetProperty("words"), score.Words);
    }

    [Theory]
    [InlineData("jfk_16k")]
    [InlineData("bush_16k")]
    [InlineData("es12")]
    public void Encode_ReferenceClip_EqualsTheReference(string clip)
    {
        using var run = new RunOptions();
        WhisperEncoder encoder = model.Recognizer.Model.Encoder;
        using EncodedAudio audio = encoder.Encode(WhisperBase.Clip(clip).Samples.Span, run);
        Values(model.Golden(clip).GetProperty("mel"), encoder.LastMel, 3000, 1e-4, 1e-4);
        Values(model.Golden(clip).GetProperty("encoder"), audio.States.GetTensorDataAsSpan<float>(), 512, 5e-3, 1e-4);
    }

    [Fact]
    public async Task Transcribe_SameAudioAgainOrWithTwoThreads_GivesTheSameTokens()
    {
        Transcript first = (await model.HearAsync("es12")).Transcript;
        // another object, so that nothing kept from the first time is used
        Transcript again = await model.Recognizer.TranscribeAsync(WhisperBase.Clip("es12"), CancellationToken.None);
        Assert.Equal(first.Tokens, again.Tokens);
        Assert.Equal(first.Words, again.Words);
        using WhisperRecognizer two = WhisperBase.Load("whisper-base,threads=2");
        Transcript twoThreads = await two.TranscribeAsync(WhisperBase.Clip("es12"), CancellationToken.None);
        Assert.Equal(first.Tokens.Select(t => t.Id), twoThreads.Tokens.Select(t => t.Id));
    }

    [Fact]
    public async Task Transcribe_CompactDiscRate_HearsTheSame()
    {
        Transcript transcript = await model.Recognizer.TranscribeAsync(AudioFile.Read(SharedFiles.Audio("jfk.flac")), CancellationToken.None);
        Assert.Equal((await model.HearAsync("jfk_16k")).Transcript.Text, transcript.Text);
    }

    [Fact]
    public async Task Transcribe_DigitalSilence_HearsNothingAndSaysWhy()
    {
        Transcript transcript = await model.Recognizer.TranscribeAsync(new Waveform(new float[24_000], 24_000), CancellationToken.None);
        Assert.Equal("", transcript.Text);
        Assert.Empty(transcript.Words);
        Assert.Equal([50257], transcript.Tokens.Select(t => t.Id));
        Assert.Equal("near-silent", Assert.Single(transcript.Warnings).Code);
    }

    [Fact]
    public async Task ScoreText_WordThatIsNotSpoken_IsLessLikely()
    {
        Waveform audio = WhisperBase.Clip("es26");
        double spoken = (await model.HearAsync("es26")).Score.LogProbability;
        TextScore missing = await model.Recognizer.ScoreTextAsync(audio, "If the weather stays dry, the farmers will bring the harvest on Friday.", CancellationToken.None);
        TextScore invented = await model.Recognizer.ScoreTextAsync(audio, "If the weather stays dry, the young farmers will bring in the harvest on Friday.", CancellationToken.None);
        Assert.True(missing.LogProbability < spoken - 3, $"{missing.LogProbability} against {spoken}");
        Assert.True(invented.LogProbability < spoken - 3, $"{invented.LogProbability} against {spoken}");
    }

    private static void Words(JsonElement golden, IReadOnlyList<TranscriptWord> words)
    {
        // the reference cuts words before an apostrophe within them; we do not
        var expected = new List<(string Text, double Start, double End, double? Probability)>();
        foreach (JsonElement word in golden.EnumerateArray())
        {
            string text = word.GetProperty("word").GetString()!;
            double end = word.GetProperty("end").GetDouble();
            if (text[0] == '\'')
            {
                expected[^1] = (expected[^1].Text + text, expected[^1].Start, end, null);
            }
            else
            {
                expected.Add((text.Trim(), word.GetProperty("start").GetDouble(), end, word.GetProperty("prob").GetDouble()));
            }
        }

        Assert.Equal(expected.Select(e => e.Text), words.Select(w => w.Text));
        for (int i = 0; i < words.Count; i++)
        {
            Assert.Equal(expected[i].Start, words[i].StartSeconds!.Value, 0.0201);
            Assert.Equal(expected[i].End, words[i].EndSeconds!.Value, 0.0201);
            if (expected[i].Probability is { } probability)
            {
                Assert.Equal(probability, words[i].Probability!.Value, 2e-3);
            }
        }
    }

    private static void Values(JsonElement golden, ReadOnlySpan<float> values, int columns, double tolerance, double momentTolerance)
    {
        double sum = 0;
        double squares = 0;
        foreach (float value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        double mean = sum / values.Length;
        Assert.Equal(golden.GetProperty("mean").GetDouble(), mean, momentTolerance);
        Assert.Equal(golden.GetProperty("std").GetDouble(), Math.Sqrt((squares / values.Length) - (mean * mean)), momentTolerance);
        foreach (JsonElement point in golden.GetProperty("values").EnumerateArray())
        {
            Assert.Equal(point[2].GetDouble(), values[(point[0].GetInt32() * columns) + point[1].GetInt32()], tolerance);
        }
    }

    private static void Close(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        double[] values = [.. actual];
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i], values[i], tolerance);
        }
    }

    private static int[] Integers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())];

    private static double[] Doubles(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
