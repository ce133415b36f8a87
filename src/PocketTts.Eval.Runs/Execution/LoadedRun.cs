using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>The systems of a plan, loaded, and what its recognizers are.</summary>
internal sealed class LoadedRun : IAsyncDisposable
{
    private bool _isDisposed;

    private LoadedRun(ImmutableArray<ITakeSpeaker> speakers, ImmutableArray<RunSystem> systems, ImmutableArray<RecognizerInfo> recognizers)
    {
        Speakers = speakers;
        Systems = systems;
        Recognizers = recognizers;
    }

    /// <summary>Loaded systems in plan order.</summary>
    public ImmutableArray<ITakeSpeaker> Speakers { get; }

    /// <summary>What they are.</summary>
    public ImmutableArray<RunSystem> Systems { get; }

    /// <summary>What the recognizers are, under the names of the plan.</summary>
    public ImmutableArray<RecognizerInfo> Recognizers { get; }

    /// <summary>
    /// Loads everything once, so that a wrong voice or a missing model is said before hours of work. Recognizers are released
    /// again: their memory must not stand in the measurements of the systems.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="loadSystem">Loads one system, given its place in the plan.</param>
    /// <param name="recognizerEngines">Engines of the plan's recognizers.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="InputException">Something cannot be loaded.</exception>
    public static async Task<LoadedRun> LoadAsync(
        RunPlan plan, Func<int, CancellationToken, Task<ITakeSpeaker>> loadSystem, ImmutableArray<IRecognizerEngine> recognizerEngines, CancellationToken cancellationToken)
    {
        var speakers = ImmutableArray.CreateBuilder<ITakeSpeaker>(plan.Systems.Length);
        var systems = ImmutableArray.CreateBuilder<RunSystem>(plan.Systems.Length);
        try
        {
            for (int i = 0; i < plan.Systems.Length; i++)
            {
                speakers.Add(await loadSystem(i, cancellationToken).ConfigureAwait(false));
                systems.Add(new RunSystem(plan.Systems[i].Id, plan.Systems[i].Canonical(), speakers[i].Info, speakers[i].LoadSeconds));
            }

            var recognizers = ImmutableArray.CreateBuilder<RecognizerInfo>(plan.Recognizers.Length);
            for (int i = 0; i < plan.Recognizers.Length; i++)
            {
                using ISpeechRecognizer recognizer = await recognizerEngines[i].LoadAsync(plan.Recognizers[i], cancellationToken).ConfigureAwait(false);
                recognizers.Add(recognizer.Info with { Id = plan.Recognizers[i] });
            }

            return new LoadedRun(speakers.MoveToImmutable(), systems.MoveToImmutable(), recognizers.MoveToImmutable());
        }
        catch
        {
            foreach (ITakeSpeaker speaker in speakers)
            {
                await speaker.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Releases the systems; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (ITakeSpeaker speaker in Speakers)
        {
            await speaker.DisposeAsync().ConfigureAwait(false);
        }
    }
}
