using PocketTts.Eval.Reports.Model;

namespace PocketTts.Eval.Reports.Sounds;

/// <summary>Where a page finds the sounds of its takes.</summary>
internal interface IPageSounds
{
    /// <summary>Link from the page to the folder of a run's sounds, percent-encoded, with a slash at the end; null when the page cannot reach it.</summary>
    string? Base(ReportRun run);

    /// <summary>Whether the sound with that hash is there.</summary>
    bool Has(ReportRun run, string sha256);

    /// <summary>The sound's outline: a character of <see cref="Outline"/> a stretch; null when it is not there or enough were drawn.</summary>
    string? Outline(ReportRun run, string sha256);

    /// <summary>Says whether the page holds the sound itself; asked in the order of the page, until the cap is reached.</summary>
    bool IsEmbedded(ReportRun run, string sha256);

    /// <summary>Sounds that the page holds, by hash.</summary>
    IReadOnlyDictionary<string, byte[]> Embedded { get; }
}
