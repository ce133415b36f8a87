using System.Text;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text;

/// <summary>
/// Alternatives inside an accepted form, in sclite's notation: <c>call { nine one one / nine eleven } { now / @ }</c>. A form without a brace is
/// taken as it stands. In one with braces <c>/</c> separates alternatives, <c>@</c> says nothing and <c>(word)</c> may be left out; slashes and
/// <c>@</c> stand between blanks, braces may stand anywhere; alternatives may be nested.
/// </summary>
public static class Alternatives
{
    /// <summary>
    /// Most readings of one form. Normalizers that read numbers across words compare reading by reading, and nobody checks more by hand.
    /// </summary>
    public const int MaxReadings = 1_000;

    /// <summary>True when a form holds a brace and thus the notation.</summary>
    /// <param name="form">An accepted form.</param>
    /// <returns>False for a form that is taken as it stands.</returns>
    public static bool Has(string form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.AsSpan().ContainsAny('{', '}');
    }

    /// <summary>Counts the readings of a form; equal ones count each.</summary>
    /// <param name="form">An accepted form.</param>
    /// <returns>1 or more; at most <see cref="MaxReadings"/>.</returns>
    /// <exception cref="InputException">The notation is wrong, a reading says nothing, or there are too many.</exception>
    public static int Count(string form)
    {
        if (!Has(form))
        {
            return 1;
        }

        WordLattice lattice = Parse(form);
        long[] paths = new long[lattice.NodeCount];
        bool[] isSilent = new bool[lattice.NodeCount];
        paths[0] = 1;
        isSilent[0] = true;
        foreach (LatticeArc arc in lattice.Arcs)
        {
            // no overflow: far above the limit the exact number does not matter
            paths[arc.To] = Math.Min(paths[arc.To] + paths[arc.From], int.MaxValue);
            isSilent[arc.To] |= isSilent[arc.From] && arc.Word is null;
        }

        return isSilent[^1] ? throw new InputException("one of the alternatives says nothing at all", field: "alternatives", expected: "at least one word outside '@'")
            : paths[^1] > MaxReadings ? throw new InputException(
                FormattableString.Invariant($"the form has {paths[^1]} readings"), field: "alternatives", expected: FormattableString.Invariant($"at most {MaxReadings}"), remedy: "write several forms")
            : (int)paths[^1];
    }

    /// <summary>The readings of a form, those written first before the others.</summary>
    /// <param name="form">An accepted form.</param>
    /// <returns>Each reading as text, single blanks between its parts.</returns>
    /// <exception cref="InputException">As for <see cref="Count"/>.</exception>
    public static IEnumerable<string> Expand(string form) => ExpandTraced(form).Select(r => r.Text);

    /// <summary>The same with the place in the form of each character.</summary>
    internal static IEnumerable<TracedReading> ExpandTraced(string form)
    {
        Count(form);
        if (!Has(form))
        {
            return [new TracedReading(form, [.. Enumerable.Range(0, form.Length)])];
        }

        WordLattice lattice = Parse(form);
        ILookup<int, LatticeArc> leaving = lattice.Arcs.ToLookup(a => a.From);
        return Walk(0, []);

        IEnumerable<TracedReading> Walk(int node, List<(int Start, int End)> runs)
        {
            if (node == lattice.NodeCount - 1)
            {
                yield return TracedReading.Of(form, runs);
                yield break;
            }

            // alternatives written earlier reach lower nodes
            foreach (LatticeArc arc in leaving[node].OrderBy(a => a.To))
            {
                foreach (TracedReading reading in Walk(arc.To, arc.Word is null ? runs : [.. runs, (arc.Tag, arc.Tag + arc.Word.Length)]))
                {
                    yield return reading;
                }
            }
        }
    }

    /// <summary>Reads a form; each run of ordinary text is handed to <paramref name="addRun"/>, which adds its words to the builder.</summary>
    /// <exception cref="InputException">The notation is wrong.</exception>
    internal static void Write(string form, WordLatticeBuilder builder, Action<int, int> addRun)
    {
        if (Has(form))
        {
            new LatticeParser(form, builder, addRun, bracesStandAnywhere: true).Parse();
        }
        else
        {
            addRun(0, form.Length);
        }
    }

    // whole runs as words, their start as tag
    private static WordLattice Parse(string form)
    {
        var builder = new WordLatticeBuilder();
        Write(form, builder, (start, end) =>
        {
            builder.Tag = start;
            builder.Add(form[start..end]);
        });
        return builder.Build();
    }
}
