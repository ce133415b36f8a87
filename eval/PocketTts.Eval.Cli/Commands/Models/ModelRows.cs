namespace PocketTts.Eval.Cli.Commands.Models;

/// <summary>One model in <c>models list --json</c>.</summary>
internal sealed record ModelRow(
    string Id,
    string Title,
    string Engine,
    string State,
    string? Folder,
    string[] Precisions,
    string[] Voices,
    long InstalledBytes,
    long DownloadBytes,
    bool IsDownloadBytesWhole,
    string Licence,
    string CommercialUse,
    string[] Languages,
    string[] AllPrecisions,
    string[] AllVoices,
    string[] Requires,
    string[] Needs,
    string? Manifest);

/// <summary>One added model in <c>models list --json</c>.</summary>
internal sealed record AddedRow(string Id, string Engine, string Folder, long Bytes);

/// <summary>What <c>models list --json</c> prints.</summary>
internal sealed record ModelList(ModelRow[] Models, AddedRow[] Added);

/// <summary>One model in <c>models licences --json</c>.</summary>
internal sealed record LicenceRow(string Id, string Title, string Licence, string? Url, string CommercialUse, string[] Notes);

/// <summary>One file in <c>models pull --json</c>.</summary>
internal sealed record PulledRow(string Model, string File, string Outcome, long Bytes, string? Sha256, string? Source, bool IsNewPin);

/// <summary>What <c>models pull --json</c> prints.</summary>
internal sealed record PullReport(string Folder, string Lock, PulledRow[] Files);

/// <summary>One file in <c>models verify --json</c>.</summary>
internal sealed record VerifiedRow(string Model, string Path, string Outcome, string? Expected, string? Found, long Bytes);
