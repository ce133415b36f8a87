using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>A model of the user's own that stays where it is.</summary>
/// <param name="Engine">Engine that uses it.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Added">When it was added.</param>
/// <param name="Files">Its files by name below the folder, as they were then.</param>
public sealed record AddedModel(string Engine, string Folder, DateTimeOffset Added, ImmutableSortedDictionary<string, ModelFile> Files);
