using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>
/// Counts of the takes of one text, in one row, so that many texts take little room: takes, words and blameless words, then for each name of <see cref="WordNames"/> and of
/// <see cref="TakeNames"/> all and the confirmed ones.
/// </summary>
internal sealed class VerdictCounts
{
    /// <summary>Place of the number of takes.</summary>
    public const int Takes = 0;

    /// <summary>Place of the number of words.</summary>
    public const int Words = 1;

    /// <summary>Place of the number of faulty words that are the text's or the recognizer's.</summary>
    public const int Blameless = 2;

    /// <summary>Place of the first count of words: raw and confirmed of each name in turn.</summary>
    public const int FirstWordCount = 3;

    private static readonly WordVerdictKind[] s_wordKinds =
    [
        WordVerdictKind.Skipped, WordVerdictKind.Mangled, WordVerdictKind.Replaced, WordVerdictKind.Repeated, WordVerdictKind.Merged, WordVerdictKind.Split, WordVerdictKind.Unsure,
    ];

    private static readonly TakeFaultKind[] s_takeKinds = Enum.GetValues<TakeFaultKind>();

    // the numbers of one text stay far below 2^31
    private readonly int[] _counts = new int[FirstTakeCount + (2 * TakeNames.Length)];

    public VerdictCounts(string corpus, string utteranceId)
    {
        Corpus = corpus;
        UtteranceId = utteranceId;
    }

    /// <summary>What is counted of words.</summary>
    public static ImmutableArray<string> WordNames { get; } = [.. s_wordKinds.Select(k => k.Name()), "inserted"];

    /// <summary>What is counted of takes.</summary>
    public static ImmutableArray<string> TakeNames { get; } = [.. s_takeKinds.Select(k => k.Name()), "failed", "catastrophic"];

    /// <summary>Place of the first count of takes.</summary>
    public static int FirstTakeCount => FirstWordCount + (2 * WordNames.Length);

    public string Corpus { get; }

    public string UtteranceId { get; }

    /// <summary>A count by its place.</summary>
    public long this[int place] => _counts[place];

    /// <summary>Takes in a take.</summary>
    public void Add(TakeVerdict verdict, VerdictOptions options)
    {
        _counts[Takes]++;
        _counts[Words] += verdict.Words.Length;
        foreach (WordVerdict word in verdict.Words)
        {
            if (word.Kind != WordVerdictKind.Said)
            {
                AddWords((int)word.Kind - 1, 1, word.IsConfirmedFault);
                _counts[Blameless] += word.IsTextOrRecognizer ? 1 : 0;
            }
        }

        foreach (ExtraWords extra in verdict.Extras)
        {
            AddWords(s_wordKinds.Length, extra.Words.Length, extra is { Confidence: VerdictConfidence.Confirmed, IsTextOrRecognizer: false });
        }

        int found = 0;
        int sure = 0;
        foreach (TakeFault fault in verdict.Faults)
        {
            found |= 1 << (int)fault.Kind;
            sure |= fault.Confidence == VerdictConfidence.Confirmed ? 1 << (int)fault.Kind : 0;
        }

        for (int kind = 0; found != 0 && kind < s_takeKinds.Length; kind++)
        {
            AddTake(kind, ((found >> kind) & 1) != 0, ((sure >> kind) & 1) != 0);
        }

        Severity confirmed = SeverityRule.Confirmed(verdict, options);
        AddTake(s_takeKinds.Length, verdict.Severity >= Severity.Major, confirmed >= Severity.Major);
        AddTake(s_takeKinds.Length + 1, verdict.Severity == Severity.Catastrophic, confirmed == Severity.Catastrophic);
    }

    private void AddWords(int kind, int count, bool isConfirmed)
    {
        _counts[FirstWordCount + (2 * kind)] += count;
        _counts[FirstWordCount + (2 * kind) + 1] += isConfirmed ? count : 0;
    }

    private void AddTake(int kind, bool isFound, bool isConfirmed)
    {
        _counts[FirstTakeCount + (2 * kind)] += isFound ? 1 : 0;
        _counts[FirstTakeCount + (2 * kind) + 1] += isConfirmed ? 1 : 0;
    }
}
