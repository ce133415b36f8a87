using System.Collections.Concurrent;
using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Brings models into a models folder: what is here is checked, what the Hugging Face cache has is copied, the rest is fetched.</summary>
public sealed class ModelPuller : IDisposable
{
    private readonly ModelCatalog _catalog;
    private readonly string _root;
    private readonly PullSettings _settings;
    private readonly HttpMessageInvoker _client;
    private readonly FilePuller _files;
    private readonly ModelLock _pins;
    private readonly Func<string, long?> _freeSpace;

    /// <summary>Sets a fetch up.</summary>
    /// <param name="catalog">The manifest.</param>
    /// <param name="root">Models folder to write to; it is made.</param>
    /// <param name="pins">Its pins.</param>
    /// <param name="settings">How models are fetched.</param>
    /// <param name="environment">Environment variables by name; null when unset. <c>HF_ENDPOINT</c>, <c>HF_TOKEN</c> and the variables of the Hugging Face cache are used.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="InputException">A setting is wrong.</exception>
    public ModelPuller(ModelCatalog catalog, string root, ModelLock pins, PullSettings settings, Func<string, string?> environment, TimeProvider time)
        : this(catalog, root, pins, settings, environment, time, FreeSpace.Measure)
    {
    }

    /// <summary>Sets a fetch up with another way to measure the room on the disk.</summary>
    internal ModelPuller(ModelCatalog catalog, string root, ModelLock pins, PullSettings settings, Func<string, string?> environment, TimeProvider time, Func<string, long?> freeSpace)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        ArgumentNullException.ThrowIfNull(pins);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(time);
        settings.Download.Validate();
        _catalog = catalog;
        _root = Path.GetFullPath(root);
        _settings = settings;
        _pins = pins;
        _freeSpace = freeSpace;
        var hub = new HubAccess(environment);
        _client = HttpClients.Create();
        var downloader = new FileDownloader(new HttpSource(_client, hub, settings.Download, time), hub, settings.Download, time);
        _files = new FilePuller(_root, pins, settings, downloader, new HuggingFaceCache(environment), time);
    }

    /// <summary>Fetches models.</summary>
    /// <param name="items">What is asked for.</param>
    /// <param name="progress">Is told how it goes.</param>
    /// <param name="cancellationToken">Ends the fetch; what has arrived is kept and the same call goes on from there.</param>
    /// <returns>What became of every file, in the order of the manifest.</returns>
    /// <exception cref="InputException">Something cannot be had; every file that failed is named, the others are here.</exception>
    public async Task<ImmutableArray<PulledFile>> PullAsync(IReadOnlyList<PullItem> items, IPullProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(progress);
        ImmutableArray<PlannedFile> plan = PullPlanner.Plan(_catalog, items);
        FreeSpace.ThrowIfShort(_root, plan.Sum(Missing), _freeSpace);
        progress.Start(plan.Length, plan.Sum(f => f.File.Bytes ?? _pins.Find(f.Key)?.Bytes ?? 0));
        var problems = new ConcurrentBag<(int Index, InputException Problem)>();
        var done = new PulledFile?[plan.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _settings.Download.ParallelFiles, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(plan.Select((f, i) => (File: f, Index: i)), options, async (item, token) =>
        {
            try
            {
                PulledFile file = await _files.PullAsync(item.File, progress, token).ConfigureAwait(false);
                done[item.Index] = file;
                progress.Done(file);
            }
            catch (InputException e)
            {
                problems.Add((item.Index, e));
            }
        }).ConfigureAwait(false);
        return problems.IsEmpty ? [.. done.OfType<PulledFile>()] : throw new InputException([.. problems.OrderBy(p => p.Index).SelectMany(p => p.Problem.Problems)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private long Missing(PlannedFile planned)
    {
        if (ModelInventory.KeysOf(planned.Model, planned.File, _pins).All(k => File.Exists(Path.Combine(_root, k))))
        {
            return 0;
        }

        return Math.Max(0, (planned.File.Bytes ?? 0) - PartFile.KeptBytes(Path.Combine(_root, planned.Key))) + (planned.File.Archive?.MaximumBytes ?? 0);
    }
}
