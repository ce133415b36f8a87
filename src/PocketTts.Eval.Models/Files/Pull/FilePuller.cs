using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Archives;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Download;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Brings one file into a models folder. A lock keeps other processes from fetching the same file meanwhile.</summary>
internal sealed class FilePuller(string root, ModelLock pins, PullSettings settings, FileDownloader downloader, HuggingFaceCache huggingFace, TimeProvider time)
{
    /// <summary>Brings a file.</summary>
    /// <exception cref="InputException">It cannot be had, or it is not what it was.</exception>
    public async Task<PulledFile> PullAsync(PlannedFile planned, IPullProgress progress, CancellationToken cancellationToken)
    {
        using FileLock held = await FileLock.AcquireAsync(
            Path.Combine(root, FileLock.Folder, FileLock.NameFor(SafePath.Fold(planned.Key), ".lock")),
            time,
            () => progress.Note($"waiting for another process that fetches {planned.Key}"),
            cancellationToken).ConfigureAwait(false);
        PinnedFile? pin = await PinAsync(planned, cancellationToken).ConfigureAwait(false);
        string? expected = planned.File.Sha256 ?? (settings.Repins ? null : pin?.Sha256);
        if (IsHere(planned, pin, expected, cancellationToken) is { } here)
        {
            bool isNewPin = pin is null && planned.File.Sha256 is null;
            if (isNewPin)
            {
                progress.Note($"{planned.Key} was here already; it is pinned to sha256 {here.Sha256}");
                await SetPinsAsync([KeyValuePair.Create(planned.Key, new PinnedFile(here.Sha256, here.Bytes, "was here", Now()))], cancellationToken).ConfigureAwait(false);
            }

            return new PulledFile(planned.Model.Id, planned.Key, PullOutcome.Here, here.Bytes, here.Sha256, null, isNewPin);
        }

        (DownloadedFile file, PullOutcome outcome)? brought = Copy(planned, expected, progress, cancellationToken) is { } copied
            ? (copied, PullOutcome.Copied)
            : await FetchAsync(planned, expected, progress, cancellationToken).ConfigureAwait(false) is { } fetched ? (fetched, PullOutcome.Fetched) : null;
        if (brought is not { } got)
        {
            return new PulledFile(planned.Model.Id, planned.Key, PullOutcome.Absent, 0, null, null, false);
        }

        var newPin = new PinnedFile(got.file.Sha256, got.file.Bytes, got.file.Source, Now());
        await SetPinsAsync(planned.File.Archive is null ? [KeyValuePair.Create(planned.Key, newPin)] : Unpack(planned, newPin, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new PulledFile(planned.Model.Id, planned.Key, got.outcome, got.file.Bytes, got.file.Sha256, got.file.Source, planned.File.Sha256 is null && pin?.Sha256 != got.file.Sha256);
    }

    private DateTimeOffset Now()
    {
        DateTimeOffset now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private async Task<PinnedFile?> PinAsync(PlannedFile planned, CancellationToken cancellationToken)
    {
        // another process may have pinned it while we waited
        using FileLock held = await LockPinsAsync(cancellationToken).ConfigureAwait(false);
        PinnedFile? pin = pins.Refresh(planned.Key);
        return pin is null || planned.File.Sha256 is not { } sha256 || pin.Sha256 == sha256 || settings.Repins
            ? pin
            : throw new InputException(
                $"is pinned to sha256 {pin.Sha256}, but the manifest says {sha256}",
                planned.Key,
                remedy: $"find out which one is right; --repin takes the manifest's, and {pins.Location} holds the pin");
    }

    private (string Sha256, long Bytes)? IsHere(PlannedFile planned, PinnedFile? pin, string? expected, CancellationToken cancellationToken)
    {
        if (planned.File.Archive is not null)
        {
            bool isWhole = pin?.Unpacked is { } names && (expected is null || pin.Sha256 == expected) && !(settings.Repins && planned.File.Sha256 is null) && names.All(n =>
                pins.Find(n) is { } inside && File.Exists(Path.Combine(root, n)) && FileFingerprint.Compute(Path.Combine(root, n), cancellationToken).Sha256 == inside.Sha256);
            return isWhole ? (pin!.Sha256, pin.Bytes) : null;
        }

        string path = Path.Combine(root, planned.Key);
        if (!File.Exists(path) || (settings.Repins && planned.File.Sha256 is null))
        {
            return null;
        }

        ModelFile found = FileFingerprint.Compute(path, cancellationToken);
        if (expected is null || found.Sha256 == expected)
        {
            return (found.Sha256, found.SizeBytes);
        }

        // what we brought ourselves and somebody damaged is brought again; what somebody else put there is his
        return pin is not null ? null : throw new InputException(
            $"is another file: sha256 {found.Sha256} ({found.SizeBytes} bytes), expected {expected}",
            path,
            remedy: "move it away, or keep it and use it without 'models pull'");
    }

    private DownloadedFile? Copy(PlannedFile planned, string? expected, IPullProgress progress, CancellationToken cancellationToken)
    {
        string? cached = planned.File.Urls.Select(HuggingFaceAddress.TryParse).OfType<HuggingFaceAddress>().Select(huggingFace.TryFind).FirstOrDefault(File.Exists);
        if (cached is null)
        {
            return null;
        }

        string? right = expected ?? HuggingFaceCache.BlobHash(cached);
        using PartFile part = PartFile.Open(Path.Combine(root, planned.Key), right, cancellationToken);
        part.Restart();
        try
        {
            using FileStream stream = File.OpenRead(cached);
            byte[] block = new byte[1 << 17];
            int read;
            while ((read = stream.Read(block)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                part.Append(block.AsSpan(0, read));
                progress.Report(planned.Key, part.Length, stream.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            progress.Note($"{cached} cannot be read ({e.Message}); the file is fetched instead");
            part.Restart();
            return null;
        }

        string sha256 = part.Sha256();
        if (right is not null && sha256 != right)
        {
            progress.Note($"{cached} is damaged: sha256 {sha256}, expected {right}; the file is fetched instead");
            part.Restart();
            return null;
        }

        var file = new DownloadedFile(sha256, part.Length, cached);
        part.Complete();
        return file;
    }

    private async Task<DownloadedFile?> FetchAsync(PlannedFile planned, string? expected, IPullProgress progress, CancellationToken cancellationToken)
    {
        if (settings.IsOffline)
        {
            return planned.File.IsOptional ? null : throw new InputException("is not here, and nothing is fetched offline", planned.Key, remedy: "leave --offline (or HF_HUB_OFFLINE) away, or copy the file there");
        }

        ImmutableArray<Uri> urls = settings.Mirror is { } mirror ? [CatalogNames.Below(mirror, planned.Key)] : planned.File.Urls;
        if (expected is null && urls.Any(u => u.Scheme != Uri.UriSchemeHttps && !u.IsLoopback))
        {
            progress.Note($"{planned.Key}: its hash is not known yet and the connection is not encrypted: whatever arrives is pinned");
        }

        // a new pin must come with the size it has now
        long? bytes = planned.File.Bytes ?? (settings.Repins ? null : pins.Find(planned.Key)?.Bytes);
        var request = new DownloadRequest(planned.Key, urls, Path.Combine(root, planned.Key), bytes, expected);
        try
        {
            return await downloader.FetchAsync(request, new Target(planned.Key, progress), cancellationToken).ConfigureAwait(false);
        }
        catch (InputException e) when (planned.File.IsOptional)
        {
            progress.Note($"{planned.Key} is optional and was left out: {e.Message}");
            return null;
        }
    }

    private Dictionary<string, PinnedFile> Unpack(PlannedFile planned, PinnedFile pin, CancellationToken cancellationToken)
    {
        string archive = Path.Combine(root, planned.Key);
        string folder = Path.Combine(root, planned.Model.Folder);
        string temporary = Path.Combine(folder, ".unpacking");
        DeleteFolder(temporary);
        try
        {
            IReadOnlyDictionary<string, ModelFile> files = ArchiveUnpacker.Unpack(archive, temporary, planned.File.Archive!, cancellationToken);
            var result = new Dictionary<string, PinnedFile>(StringComparer.Ordinal);
            foreach ((string name, ModelFile file) in files)
            {
                string path = SafePath.Join(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(SafePath.Join(temporary, name), path, overwrite: true);
                result.Add(planned.Model.Folder + "/" + name, new PinnedFile(file.Sha256, file.SizeBytes, planned.Key, pin.Pinned));
            }

            result.Add(planned.Key, pin with { Unpacked = [.. files.Keys.Order(StringComparer.Ordinal).Select(n => planned.Model.Folder + "/" + n)] });
            File.Delete(archive);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({e.Message})", folder, innerException: e);
        }
        finally
        {
            DeleteFolder(temporary);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task SetPinsAsync(IEnumerable<KeyValuePair<string, PinnedFile>> changed, CancellationToken cancellationToken)
    {
        using FileLock held = await LockPinsAsync(cancellationToken).ConfigureAwait(false);
        pins.Set(changed);
    }

    private Task<FileLock> LockPinsAsync(CancellationToken cancellationToken) => FileLock.AcquireAsync(pins.GuardPath(root), time, () => { }, cancellationToken);

    private sealed class Target(string key, IPullProgress progress) : IDownloadTarget
    {
        public void Report(long bytes, long? total) => progress.Report(key, bytes, total);

        public void Retry(string problem, TimeSpan pause) => progress.Note(FormattableString.Invariant($"{problem}; again in {pause.TotalSeconds:0.#} s"));
    }
}
