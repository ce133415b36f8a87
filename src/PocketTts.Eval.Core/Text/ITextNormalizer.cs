namespace PocketTts.Eval.Core.Text;

/// <summary>Turns a text into the words that are compared. Pure and thread-safe; defined for every string.</summary>
public interface ITextNormalizer
{
    /// <summary>Name and version, e.g. <c>whisper-english/1</c>. The version rises whenever any text gives other words.</summary>
    string Id { get; }

    /// <summary>SHA-256 over the identity and the data files of the rules, 64 lower-case hexadecimal digits.</summary>
    string Sha256 { get; }

    /// <summary>Normalizes a text.</summary>
    /// <param name="text">Any text, ill-formed UTF-16 included.</param>
    /// <returns>What is left of it, word by word.</returns>
    NormalizedText Normalize(string text);
}
