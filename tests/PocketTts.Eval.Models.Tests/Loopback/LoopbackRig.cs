using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Models.Tests.Loopback;

/// <summary>Speaks and hears as a run does: sound goes through a stored 16-bit file in between.</summary>
internal static class LoopbackRig
{
    public static async Task<ISpeechSynthesizer> LoadAsync(string spec, TimeProvider? time = null)
        => await new LoopbackEngine(time ?? TimeProvider.System).LoadAsync(SystemSpec.Parse(spec), CancellationToken.None);

    public static async Task<ISpeechRecognizer> RecognizerAsync()
        => await new LoopbackRecognizerEngine().LoadAsync("loopback", CancellationToken.None);

    public static string[] Words(string text)
        => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(w)))];

    public static Waveform Store(Waveform audio, int? rate = null)
        => WavReader.Read(new MemoryStream(WavWriter.ToBytes(rate is null ? audio : Resampler.Resample(audio, rate.Value))), "take.wav");

    public static LoopbackPlan Plan(string spec, SynthesisRequest request)
        => LoopbackFaults.Plan(LoopbackOptions.Parse(SystemSpec.Parse(spec)), request);

    public static async Task<Transcript> HearAsync(Waveform audio)
    {
        using ISpeechRecognizer recognizer = await RecognizerAsync();
        return await recognizer.TranscribeAsync(audio, CancellationToken.None);
    }

    public static async Task<Transcript> SpeakAndHearAsync(string spec, SynthesisRequest request, int? rate = null)
    {
        using ISpeechSynthesizer synthesizer = await LoadAsync(spec);
        SynthesisResult result = await synthesizer.SynthesizeAsync(request, null, CancellationToken.None);
        return await HearAsync(Store(result.Audio, rate));
    }

    public sealed class Sink : IAudioSink
    {
        public List<float> Samples { get; } = [];

        public int Chunks { get; private set; }

        public void Write(ReadOnlySpan<float> samples)
        {
            Samples.AddRange(samples);
            Chunks += samples.IsEmpty ? 0 : 1;
        }
    }
}
