using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Tests.Statistics;

/// <summary>Turns sclite's letters into edits.</summary>
internal static class MapssweEdits
{
    public static ImmutableArray<Edit> Of(string letters)
    {
        var edits = ImmutableArray.CreateBuilder<Edit>();
        int reference = 0;
        int hypothesis = 0;
        foreach (char letter in letters)
        {
            edits.Add(letter switch
            {
                'C' => new Edit(EditKind.Correct, reference++, hypothesis++),
                'S' => new Edit(EditKind.Substitution, reference++, hypothesis++),
                'D' => new Edit(EditKind.Deletion, reference++, -1),
                _ => new Edit(EditKind.Insertion, -1, hypothesis++),
            });
        }

        return edits.ToImmutable();
    }
}
