using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>The inside of a worker that is a recognizer: transcribes and measures where the work is done.</summary>
internal sealed class InProcessListener(ISpeechRecognizer recognizer, TimeProvider time, IProcessMeter meter)
{
    /// <summary>Transcribes a WAV file; whatever the recognizer throws becomes a message.</summary>
    /// <param name="wav">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WorkerMessage> HearAsync(byte[] wav, CancellationToken cancellationToken)
    {
        try
        {
            Waveform audio = WavReader.Read(new MemoryStream(wav, writable: false), "the sound");
            TimeSpan cpuStart = meter.CpuTime;
            long start = time.GetTimestamp();
            Transcript transcript = await recognizer.TranscribeAsync(audio, cancellationToken).ConfigureAwait(false);
            double wallSeconds = time.GetElapsedTime(start).TotalSeconds;
            return new HeardMessage(new HearingFacts(
                transcript.Text,
                transcript.Tokens.IsEmpty ? null : transcript.Tokens.Length,
                audio.DurationSeconds,
                wallSeconds,
                (meter.CpuTime - cpuStart).TotalSeconds,
                meter.MemoryBytes,
                meter.PeakMemoryBytes));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CancelledMessage();
        }
        catch (TakeFailedException failure)
        {
            return new FailedMessage(failure.Reason, failure.Message);
        }
        catch (Exception fault)
        {
            return new FailedMessage(EngineFault.EngineError, EngineFault.Message(fault));
        }
    }
}
