using System.Text.RegularExpressions;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>A file in a repository of the Hugging Face hub.</summary>
/// <param name="Repository">Owner and name, e.g. <c>onnx-community/whisper-base</c>.</param>
/// <param name="Revision">Commit, tag or branch.</param>
/// <param name="Path">Name below the repository; may be empty for its root.</param>
internal sealed partial record HuggingFaceAddress(string Repository, string Revision, string Path)
{
    /// <summary>Host of the hub.</summary>
    public const string Host = "huggingface.co";

    /// <summary>Takes an address apart.</summary>
    /// <param name="uri">Address of a file or folder.</param>
    /// <returns>Its parts, or null when it is not on the hub.</returns>
    public static HuggingFaceAddress? TryParse(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps || !string.Equals(uri.Host, Host, StringComparison.OrdinalIgnoreCase) || Form().Match(uri.AbsolutePath) is not { Success: true } match)
        {
            return null;
        }

        return new HuggingFaceAddress(
            Uri.UnescapeDataString(match.Groups[1].Value),
            Uri.UnescapeDataString(match.Groups[2].Value),
            Uri.UnescapeDataString(match.Groups[3].Value));
    }

    [GeneratedRegex("^/([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)/resolve/([A-Za-z0-9._-]+)/(.*)$")]
    private static partial Regex Form();
}
