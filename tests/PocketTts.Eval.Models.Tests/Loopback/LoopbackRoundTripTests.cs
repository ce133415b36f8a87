using System.Text;
using System.Text.Json;
using CsCheck;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Loopback;

public sealed class LoopbackRoundTripTests
{
    private const string Sentence = "Some call me nature, others call me mother nature. It's 21:45 — naïve 🙂 日本語!";

    [Theory]
    [InlineData("loopback:low", null)]
    [InlineData("loopback:low", 16_000)]
    [InlineData("loopback:high", null)]
    [InlineData("loopback:high", 16_000)]
    [InlineData("loopback:high", 44_100)]
    [InlineData("loopback:low", 48_000)]
    [InlineData("loopback:low", 8_000)]
    public async Task Hear_StoredSpeech_IsExact(string system, int? rate)
    {
        Transcript heard = await LoopbackRig.SpeakAndHearAsync(system, new SynthesisRequest(Sentence), rate);
        Assert.Equal(Sentence, heard.Text);
        Assert.Equal(LoopbackRig.Words(Sentence), heard.Words.Select(w => w.Text));
        Assert.All(heard.Words, w => Assert.Equal(1, w.Probability));
        Assert.Equal(0, heard.NoSpeechProbability);
        Assert.Empty(heard.Warnings);
    }

    [Fact]
    public async Task Hear_EveryByteInEveryPlace_IsExact()
    {
        // all 1- and 2-byte characters that are no white space
        string text = string.Join(' ', Enumerable.Range(0, 0x800).Select(c => (char)c).Where(c => !char.IsWhiteSpace(c)).Chunk(16).Select(c => new string(c)));
        Transcript heard = await LoopbackRig.SpeakAndHearAsync("loopback", new SynthesisRequest(text), 16_000);
        Assert.Equal(text, heard.Text);
    }

    [Fact]
    public async Task Hear_RandomUnicodeTexts_IsExact()
    {
        // 1,000 texts, half of any UTF-16 units (lone surrogates, controls, unassigned), half of words
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        using ISpeechRecognizer recognizer = await LoopbackRig.RecognizerAsync();
        Gen<string> any = Gen.Char.Array[1, 8].Select(c => new string(c));
        Gen<string> words = Gen.Char["abcdefghijklmnopqrstuvwxyz'-,.!?0123456789éß漢 "].Array[1, 20].Select(c => new string(c));
        Gen.OneOf(any, words).Where(t => !string.IsNullOrWhiteSpace(t)).Sample(
            text =>
            {
                SynthesisResult result = synthesizer.SynthesizeAsync(new SynthesisRequest(text), null, CancellationToken.None).GetAwaiter().GetResult();
                Transcript heard = recognizer.TranscribeAsync(LoopbackRig.Store(result.Audio), CancellationToken.None).GetAwaiter().GetResult();
                return heard.Words.Select(w => w.Text).SequenceEqual(LoopbackRig.Words(text)) && heard.Words.All(w => w.Probability == 1);
            },
            iter: 1_000,
            threads: 1);
    }

    [Fact]
    public async Task Hear_FuzzTexts_IsExact()
    {
        // left out: rows of white space only, and rows over 2,000 UTF-8 bytes (96 seconds of sound)
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        using ISpeechRecognizer recognizer = await LoopbackRig.RecognizerAsync();
        int compared = 0, warned = 0;
        foreach (string line in File.ReadLines(SharedFiles.Golden("fuzz-text.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string text = row.RootElement.TryGetProperty("text", out JsonElement plain) ? plain.GetString()!
                : new string([.. row.RootElement.GetProperty("utf16").EnumerateArray().Select(u => (char)u.GetInt32())]);
            if (string.IsNullOrWhiteSpace(text) || Encoding.UTF8.GetByteCount(text) > 2_000)
            {
                continue;
            }

            SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest(text), null, CancellationToken.None);
            Transcript heard = await recognizer.TranscribeAsync(LoopbackRig.Store(result.Audio), CancellationToken.None);
            Assert.Equal(LoopbackRig.Words(text), heard.Words.Select(w => w.Text));
            Assert.Equal(string.Join(' ', LoopbackRig.Words(text)), heard.Text);
            Assert.Equal(row.RootElement.GetProperty("well_formed").GetBoolean(), result.Warnings.IsEmpty);
            warned += result.Warnings.Length;
            compared++;
        }

        Assert.True(compared > 400, $"{compared} rows");
        Assert.Equal(9, warned);
    }

    [Fact]
    public async Task Hear_LongText_IsExact()
    {
        string text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i}"));
        Assert.Equal(text, (await LoopbackRig.SpeakAndHearAsync("loopback", new SynthesisRequest(text))).Text);
    }

    [Fact]
    public async Task Hear_WordTimes_LieWhereTheToneIs()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        SynthesisResult result = await synthesizer.SynthesizeAsync(new SynthesisRequest("one three"), null, CancellationToken.None);
        Transcript heard = await LoopbackRig.HearAsync(result.Audio);

        // 48 ms symbols: two silent, start + 3 + check, one silent, start + 5 + check
        Assert.Equal(0.096, heard.Words[0].StartSeconds!.Value, 0.004);
        Assert.Equal(0.336, heard.Words[0].EndSeconds!.Value, 0.004);
        Assert.Equal(0.384, heard.Words[1].StartSeconds!.Value, 0.004);
        Assert.Equal(0.720, heard.Words[1].EndSeconds!.Value, 0.004);
        Assert.Equal(0.864, result.Audio.DurationSeconds, 1e-9);
    }

    [Fact]
    public async Task Synthesize_Prose_LastsAndSoundsLikeSpeech()
    {
        const string Prose = "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest(Prose), null, CancellationToken.None)).Audio;
        Assert.InRange(audio.DurationSeconds / Prose.Length, 0.06, 0.08);
        AudioLevels levels = LevelMeter.Measure(audio);
        Assert.InRange(levels.RmsDbfs!.Value, -24, -20);
        Assert.InRange(levels.Peak, 0.1, 0.21);
        Assert.Equal(0.1, levels.LeadingSilenceSeconds, 0.011);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public async Task Hear_WithNoise_IsExact(double amplitude)
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest(Sentence), null, CancellationToken.None)).Audio;
        var random = new Random(5);
        float[] noisy = Array.ConvertAll(audio.Samples.ToArray(), x => x + (float)(amplitude * ((2 * random.NextDouble()) - 1)));
        Assert.Equal(Sentence, (await LoopbackRig.HearAsync(new Waveform(noisy, audio.SampleRateHz))).Text);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(4)]
    public async Task Hear_QuieterOrLouder_IsExact(double gain)
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback:high");
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest(Sentence), null, CancellationToken.None)).Audio;
        float[] scaled = Array.ConvertAll(audio.Samples.ToArray(), x => (float)(x * gain));
        Assert.Equal(Sentence, (await LoopbackRig.HearAsync(LoopbackRig.Store(new Waveform(scaled, audio.SampleRateHz)))).Text);
    }

    [Fact]
    public async Task Hear_DamagedSymbol_ManglesOneWordOnly()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest("one three five"), null, CancellationToken.None)).Audio;
        float[] samples = audio.Samples.ToArray();

        // the second letter of "three": two silent, five of "one", one silent, start, t
        var random = new Random(3);
        for (int n = 10 * 1152; n < 11 * 1152; n++)
        {
            samples[n] = (float)(0.2 * (random.NextDouble() - 0.5));
        }

        Transcript heard = await LoopbackRig.HearAsync(new Waveform(samples, audio.SampleRateHz));
        Assert.Equal(3, heard.Words.Length);
        Assert.Equal(["one", "five"], [heard.Words[0].Text, heard.Words[2].Text]);
        Assert.NotEqual("three", heard.Words[1].Text);
        Assert.Equal(0.5 * 6 / 7, heard.Words[1].Probability!.Value, 12);
        Assert.Equal([1d, 1d], [heard.Words[0].Probability, heard.Words[2].Probability]);
    }

    [Fact]
    public async Task Hear_LetterDamagedIntoBlank_StaysOneWord()
    {
        // the symbol of a blank is found where it may stand: as the CRC-8 (0x07, start 0xFF) of "aav"
        Assert.Equal(0x20, "aav"u8.ToArray().Aggregate(0xFF, (crc, b) => Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => ((c << 1) ^ ((c & 0x80) != 0 ? 0x07 : 0)) & 0xFF)));
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest("aav three"), null, CancellationToken.None)).Audio;
        float[] samples = audio.Samples.ToArray();
        Array.Copy(samples, (2 + 1 + 3) * 1152, samples, (2 + 5 + 1 + 1 + 2) * 1152, 1152);
        Transcript heard = await LoopbackRig.HearAsync(new Waveform(samples, audio.SampleRateHz));
        Assert.Equal(["aav", "th\uFFFDee"], heard.Words.Select(w => w.Text));
        Assert.Equal(0.5, heard.Words[1].Probability);
    }

    [Fact]
    public async Task Hear_CutAnywhere_NeverFailsAndKeepsWholeWords()
    {
        using ISpeechSynthesizer synthesizer = await LoopbackRig.LoadAsync("loopback");
        using ISpeechRecognizer recognizer = await LoopbackRig.RecognizerAsync();
        Waveform audio = (await synthesizer.SynthesizeAsync(new SynthesisRequest("one three five"), null, CancellationToken.None)).Audio;
        for (int cut = 0; cut < audio.Samples.Length; cut += 331)
        {
            Transcript heard = await recognizer.TranscribeAsync(new Waveform(audio.Samples[..cut], audio.SampleRateHz), CancellationToken.None);
            string[] whole = [.. heard.Words.Where(w => w.Probability == 1).Select(w => w.Text)];
            Assert.Equal(((string[])["one", "three", "five"])[..whole.Length], whole);
            Assert.InRange(heard.Words.Length - whole.Length, 0, 1);
            Assert.All(heard.Words, w => Assert.True(w.EndSeconds <= ((double)cut / 24_000) + 0.001 && w.StartSeconds < w.EndSeconds));

            Transcript tail = await recognizer.TranscribeAsync(new Waveform(audio.Samples[cut..], audio.SampleRateHz), CancellationToken.None);
            string[] rest = [.. tail.Words.Where(w => w.Probability == 1).Select(w => w.Text)];
            Assert.Equal(((string[])["one", "three", "five"])[(3 - rest.Length)..], rest);
        }
    }

    [Fact]
    public async Task Hear_RealSpeech_UnderstandsNothingAndSaysSo()
    {
        Transcript heard = await LoopbackRig.HearAsync(PocketTts.Eval.Audio.AudioFile.Read(SharedFiles.Audio("jfk.flac")));
        Assert.All(heard.Words, w => Assert.True(w.Probability <= 0.5));
        Assert.Contains(heard.Warnings, w => w.Code == "unreadable-sound");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24_000)]
    public async Task Hear_Silence_IsEmpty(int count)
    {
        Transcript heard = await LoopbackRig.HearAsync(new Waveform(new float[count], 24_000));
        Assert.Equal(string.Empty, heard.Text);
        Assert.Equal(1, heard.NoSpeechProbability);
    }

    [Fact]
    public async Task Hear_NotANumber_FailsTheTake()
        => Assert.Equal("not-a-number", (await Assert.ThrowsAsync<TakeFailedException>(() => LoopbackRig.HearAsync(new Waveform(new[] { 0f, float.NaN }, 24_000)))).Reason);
}
