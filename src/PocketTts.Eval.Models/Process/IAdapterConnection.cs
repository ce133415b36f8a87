using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>A conversation with a started adapter. After an <see cref="AdapterFaultException"/> or a cancellation it is over.</summary>
internal interface IAdapterConnection
{
    /// <summary>Greets the adapter.</summary>
    /// <returns>What it says it is.</returns>
    /// <exception cref="AdapterFaultException">It says nothing that fits.</exception>
    Task<AdapterHello> GreetAsync(CancellationToken cancellationToken);

    /// <summary>Lets it speak.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Receives sound as it arrives, or null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TakeFailedException">The take failed, and the next one may be asked for.</exception>
    /// <exception cref="AdapterFaultException">The conversation is over.</exception>
    Task<SpokenAudio> SpeakAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken);

    /// <summary>Says good-bye; the adapter ends by itself.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
