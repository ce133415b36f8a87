using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>
/// Gives imported texts their ids. A source's own id is kept (lower case, signs that an id cannot hold as hyphens); a text without one gets
/// <c>t-</c> and the first 10 hexadecimal digits of its SHA-256: it keeps its id when texts around it change, and an edited text
/// gets a new one.
/// </summary>
internal sealed class UtteranceNames
{
    private const int HashDigits = 10;
    private const int MaximumLength = 64;

    private readonly Dictionary<string, ImportedText> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Source ids that had to be changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Texts without an id that occur several times.</summary>
    public int Repeated { get; private set; }

    /// <summary>The id of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Its file for messages.</param>
    /// <exception cref="InputException">Its id stands in the source twice.</exception>
    public string Of(ImportedText text, string file)
    {
        if (text.Id is null)
        {
            string hash = "t-" + Hash(text.Text);
            string free = hash;
            for (int i = 2; !_used.Add(free); i++)
            {
                free = FormattableString.Invariant($"{hash}-{i}");
            }

            Repeated += ReferenceEquals(free, hash) ? 0 : 1;
            return free;
        }

        if (!_sources.TryAdd(text.Id, text))
        {
            throw new InputException($"the id '{text.Id}' stands in {(_sources[text.Id].File is { } other && other != file ? other + " " : string.Empty)}line {_sources[text.Id].Line} already", file, text.Line, "id", "each id once");
        }

        string id = string.Concat(text.Id.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        Changed += string.Equals(id, text.Id, StringComparison.Ordinal) ? 0 : 1;
        if (!CorpusNames.IsValid(id) || !_used.Add(id))
        {
            // too long, only dots, or equal to another after the change
            id = $"{id[..Math.Min(id.Length, MaximumLength - HashDigits - 1)].TrimEnd('.')}-{Hash(text.Id)}";
            _used.Add(id);
        }

        return id;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
}
