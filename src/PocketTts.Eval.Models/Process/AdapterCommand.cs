using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Process;

/// <summary>A command that can be started.</summary>
/// <param name="Program">Full path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">Full path of the folder it works in.</param>
/// <param name="Files">Files that the command names by their paths: they decide the sound. A program found on the PATH is not among them.</param>
/// <param name="Label">The command with file names in place of paths, so that it reads the same on every computer.</param>
internal sealed record AdapterCommand(string Program, ImmutableArray<string> Arguments, string Folder, ImmutableArray<string> Files, string Label);
