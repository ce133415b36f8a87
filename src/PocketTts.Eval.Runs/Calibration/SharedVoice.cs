using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>A voice that several systems use. It remembers its latest sound: faults that are made in the sound begin with the same one.</summary>
internal sealed class SharedVoice(ISpeechSynthesizer synthesizer) : IDisposable
{
    private (SynthesisRequest Request, SynthesisResult Result)? _last;

    /// <summary>What the voice is.</summary>
    public SynthesizerInfo Info => synthesizer.Info;

    /// <summary>Reads and dictates pronunciation, or null when the engine does not.</summary>
    public IPronouncer? Pronouncer => synthesizer as IPronouncer;

    /// <summary>Speaks a text, or gives the sound it has just made of it.</summary>
    public async Task<SynthesisResult> SpeakAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        if (_last is { } last && last.Request == request)
        {
            return last.Result;
        }

        SynthesisResult result = await synthesizer.SynthesizeAsync(request, null, cancellationToken).ConfigureAwait(false);
        _last = (request, result);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => synthesizer.Dispose();
}
