using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>A named set of utterances.</summary>
/// <param name="Name">Folder name of the corpus, e.g. <c>everyday</c>.</param>
/// <param name="Title">One line that says what it holds.</param>
/// <param name="Language">BCP 47 tag of its texts.</param>
/// <param name="Licence">SPDX identifier of its texts, e.g. <c>CC0-1.0</c>.</param>
/// <param name="Sha256">SHA-256 of its utterance file, 64 lower-case hexadecimal digits.</param>
/// <param name="Utterances">Its utterances in file order, ids unique.</param>
public sealed record Corpus(
    string Name,
    string Title,
    string Language,
    string Licence,
    string Sha256,
    ImmutableArray<Utterance> Utterances);
