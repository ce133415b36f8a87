using System.Collections.Immutable;
using System.CommandLine;
using PocketTts.Eval.Cli.Hosting;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Cli.Commands.Corpus;

/// <summary>Which corpora a command is about: those named, else all there are.</summary>
internal static class CorpusSelection
{
    /// <summary>A new argument for names and paths.</summary>
    public static Argument<string[]> Argument() => new("CORPUS")
    {
        Description = "Name, folder, .jsonl or .txt file; may be given several times. [default: all shipped and local corpora]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Paths of the corpora.</summary>
    /// <exception cref="InputException">One is not there, or there is none at all.</exception>
    public static ImmutableArray<string> Paths(string[]? named)
    {
        if (named is { Length: > 0 })
        {
            return [.. named.Select(ShippedCorpora.Resolve)];
        }

        ImmutableArray<string> all = [.. ShippedCorpora.Folders.List().Select(c => c.Path)];
        return all.Length > 0 ? all : throw new InputException("there is no corpus here", remedy: "make one with 'pocket-eval corpus import'");
    }
}
