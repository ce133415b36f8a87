using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Download;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>How models are fetched.</summary>
public sealed record PullSettings
{
    /// <summary>A server that is asked instead of the sources: <c>MIRROR/FOLDER/FILE</c>, the layout of a models folder; or null.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>True: nothing is fetched; only the Hugging Face cache is looked at.</summary>
    public bool IsOffline { get; init; }

    /// <summary>True: files whose hash only the lock file knows are fetched again and pinned anew.</summary>
    public bool Repins { get; init; }

    /// <summary>How files are fetched.</summary>
    public DownloadSettings Download { get; init; } = new();

    /// <summary>Reads the address of a mirror.</summary>
    /// <param name="text">The address as given.</param>
    /// <returns>The address with a slash at its end.</returns>
    /// <exception cref="InputException">It is no address.</exception>
    public static Uri ParseMirror(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CatalogNames.IsAddress(text)
            ? new Uri(text.EndsWith('/') ? text : text + "/")
            : throw new InputException("is no address of a server", field: "--mirror", expected: CatalogNames.AddressForm);
    }
}
