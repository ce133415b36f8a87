using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>
/// The one rule of severity. A fault weighs by its kind; one that is unsure weighs minor at most. A take is as bad as its worst fault, and
/// catastrophic when too many of its words are lost or other ones.
/// </summary>
public static class SeverityRule
{
    /// <summary>Judges a take.</summary>
    /// <param name="words">Verdicts of its words.</param>
    /// <param name="extras">Its extra words.</param>
    /// <param name="faults">Its faults.</param>
    /// <param name="options">Thresholds.</param>
    /// <returns>The severity.</returns>
    public static Severity Of(ImmutableArray<WordVerdict> words, ImmutableArray<ExtraWords> extras, ImmutableArray<TakeFault> faults, VerdictOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(words, extras, faults, options, confirmedOnly: false);
    }

    /// <summary>How bad a take is going by what is confirmed, the text's and the recognizer's share left out.</summary>
    /// <param name="verdict">The take's verdict.</param>
    /// <param name="options">Thresholds.</param>
    /// <returns>The worst confirmed fault; <see cref="Severity.Catastrophic"/> too for a share of lost words that is confirmed.</returns>
    public static Severity Confirmed(TakeVerdict verdict, VerdictOptions options)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Severity == Severity.Clean ? Severity.Clean : Of(verdict.Words, verdict.Extras, verdict.Faults, options, confirmedOnly: true);
    }

    /// <summary>Weight of a word's verdict.</summary>
    /// <param name="kind">The verdict.</param>
    /// <returns>The severity.</returns>
    public static Severity Of(WordVerdictKind kind) => kind switch
    {
        WordVerdictKind.Said => Severity.Clean,
        WordVerdictKind.Skipped or WordVerdictKind.Replaced or WordVerdictKind.Repeated => Severity.Major,
        _ => Severity.Minor,
    };

    /// <summary>Weight of a take's fault.</summary>
    /// <param name="kind">The fault.</param>
    /// <returns>The severity.</returns>
    public static Severity Of(TakeFaultKind kind) => kind switch
    {
        TakeFaultKind.RunOn or TakeFaultKind.Loop or TakeFaultKind.TooShort or TakeFaultKind.Silent or TakeFaultKind.Garbled or TakeFaultKind.ClauseSkipped or TakeFaultKind.TextBleed => Severity.Catastrophic,
        TakeFaultKind.Truncated or TakeFaultKind.Transposed => Severity.Major,
        _ => Severity.Minor,
    };

    private static Severity Of(
        ImmutableArray<WordVerdict> words, ImmutableArray<ExtraWords> extras, ImmutableArray<TakeFault> faults, VerdictOptions options, bool confirmedOnly)
    {
        var worst = Severity.Clean;
        int lost = 0;
        foreach (WordVerdict word in words)
        {
            if (word.Kind != WordVerdictKind.Said && (!confirmedOnly || word.IsConfirmedFault))
            {
                worst = Worse(worst, Weigh(Of(word.Kind), word.Confidence));
                lost += word.Kind is WordVerdictKind.Skipped or WordVerdictKind.Replaced ? 1 : 0;
            }
        }

        foreach (ExtraWords extra in extras)
        {
            if (!confirmedOnly || extra is { Confidence: VerdictConfidence.Confirmed, IsTextOrRecognizer: false })
            {
                worst = Worse(worst, Weigh(extra.Kind == ExtraWordsKind.Babble ? Severity.Major : Severity.Minor, extra.Confidence));
            }
        }

        foreach (TakeFault fault in faults)
        {
            if (!confirmedOnly || fault.Confidence == VerdictConfidence.Confirmed)
            {
                worst = Worse(worst, Weigh(Of(fault.Kind), fault.Confidence));
            }
        }

        // of a text of one or two words all must be lost
        int needed = Math.Max(Math.Min(options.CatastrophicWords, words.Length), (int)Math.Ceiling(options.CatastrophicShare * words.Length));
        return words.Length > 0 && lost >= needed ? Severity.Catastrophic : worst;
    }

    private static Severity Weigh(Severity severity, VerdictConfidence confidence) =>
        confidence == VerdictConfidence.Unsure && severity > Severity.Minor ? Severity.Minor : severity;

    private static Severity Worse(Severity left, Severity right) => left > right ? left : right;
}
