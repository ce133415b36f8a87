using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Text;

/// <summary>Compares transcripts with texts under one set of rules. Pure and thread-safe.</summary>
public interface ITextComparer
{
    /// <summary>Name and version of the normalizer, e.g. <c>plain/1</c>.</summary>
    string Id { get; }

    /// <summary>SHA-256 of the normalizer's identity and data, 64 lower-case hexadecimal digits.</summary>
    string Sha256 { get; }

    /// <summary>Reads a text once, to compare several transcripts with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="acceptedForms">Other readings that are right too; they may hold <see cref="Alternatives"/>.</param>
    /// <returns>The text, ready to be compared.</returns>
    /// <exception cref="InputException">The alternatives of a form are wrong.</exception>
    IReferenceText Prepare(string text, ImmutableArray<string> acceptedForms);
}
