using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>The systems of a plan, loaded, and what its recognizers are.</summary>
internal sealed class LoadedRun : IDisposable
{
    private bool _isDisposed;

    private LoadedRun(ImmutableArray<ISpeechSynthesizer> synthesizers, ImmutableArray<RunSystem> systems, ImmutableArray<RecognizerInfo> recognizers)
    {
        Synthesizers = synthesizers;
        Systems = systems;
        Recognizers = recognizers;
    }

    /// <summary>Loaded systems in plan order.</summary>
    public ImmutableArray<ISpeechSynthesizer> Synthesizers { get; }

    /// <summary>What they are.</summary>
    public ImmutableArray<RunSystem> Systems { get; }

    /// <summary>What the recognizers are, under the names of the plan.</summary>
    public ImmutableArray<RecognizerInfo> Recognizers { get; }

    /// <summary>
    /// Loads everything once, so that a wrong voice or a missing model is said before hours of work. Recognizers are released
    /// again: their memory must not stand in the measurements of the systems.
    /// </summary>
    /// <exception cref="InputException">Something cannot be loaded.</exception>
    public static async Task<LoadedRun> LoadAsync(
        RunPlan plan, ImmutableArray<ISynthesizerEngine> engines, ImmutableArray<IRecognizerEngine> recognizerEngines, TimeProvider time, CancellationToken cancellationToken)
    {
        var synthesizers = ImmutableArray.CreateBuilder<ISpeechSynthesizer>(plan.Systems.Length);
        var systems = ImmutableArray.CreateBuilder<RunSystem>(plan.Systems.Length);
        try
        {
            for (int i = 0; i < plan.Systems.Length; i++)
            {
                long start = time.GetTimestamp();
                synthesizers.Add(await engines[i].LoadAsync(plan.Systems[i], cancellationToken).ConfigureAwait(false));
                systems.Add(new RunSystem(plan.Systems[i].Id, plan.Systems[i].Canonical(), synthesizers[i].Info, time.GetElapsedTime(start).TotalSeconds));
            }

            var recognizers = ImmutableArray.CreateBuilder<RecognizerInfo>(plan.Recognizers.Length);
            for (int i = 0; i < plan.Recognizers.Length; i++)
            {
                using ISpeechRecognizer recognizer = await recognizerEngines[i].LoadAsync(plan.Recognizers[i], cancellationToken).ConfigureAwait(false);
                recognizers.Add(recognizer.Info with { Id = plan.Recognizers[i] });
            }

            return new LoadedRun(synthesizers.MoveToImmutable(), systems.MoveToImmutable(), recognizers.MoveToImmutable());
        }
        catch
        {
            foreach (ISpeechSynthesizer synthesizer in synthesizers)
            {
                synthesizer.Dispose();
            }

            throw;
        }
    }

    /// <summary>Releases the systems; a second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (ISpeechSynthesizer synthesizer in Synthesizers)
        {
            synthesizer.Dispose();
        }
    }
}
